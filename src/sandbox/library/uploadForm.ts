import { Refusal } from '../http/exchange';
import type { Incoming } from '../http/incoming';
import { parsedJson } from '../http/jsonValue';
import { readMultipart } from '../http/multipart';

/** An upload's fields, parsed, with their defaults. */
export interface UploadForm {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly folder: string;
  readonly useUniqueFileName: boolean;
  readonly overwriteFile: boolean;
  readonly overwriteTags: boolean;
  readonly overwriteAITags: boolean;
  readonly overwriteCustomMetadata: boolean;
  readonly isPrivateFile: boolean;
  readonly isPublished: boolean;
  readonly tags: readonly string[] | undefined;
  readonly customCoordinates: string | undefined;
  readonly description: string | undefined;
  /** As sent, not yet checked; `undefined` when it isn't JSON either. */
  readonly customMetadata: unknown;
  readonly responseFields: readonly string[];
}

/** Fields that ask for work the sandbox leaves out. */
const LEFT_OUT = ['extensions', 'transformation', 'checks'];

/** Reads the multipart form of an upload. Throws the documented 400s. */
export async function readUploadForm({ contentType, body }: Incoming): Promise<UploadForm> {
  const fields = (await readMultipart(contentType, body)) ?? new Map<string, never>();
  const text = (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const flag = (name: string, otherwise: boolean): boolean =>
    text(name) === undefined ? otherwise : text(name) === 'true';
  if (text('signature') !== undefined) {
    throw new Refusal(
      400,
      'Your request contains both signature and basic auth parameter. Use only one method, you might be exposing your private API key.',
    );
  }
  const leftOut = LEFT_OUT.find((name) => text(name) !== undefined);
  if (leftOut !== undefined) throw new Refusal(501, `The sandbox leaves ${leftOut} out.`);
  const bytes = fileBytes(fields.get('file'));
  const fileName = text('fileName');
  if (fileName === undefined) throw new Refusal(400, 'Your request is missing fileName parameter.');
  return {
    bytes,
    fileName,
    folder: text('folder') ?? '/',
    useUniqueFileName: flag('useUniqueFileName', true),
    overwriteFile: flag('overwriteFile', true),
    overwriteTags: flag('overwriteTags', true),
    overwriteAITags: flag('overwriteAITags', true),
    overwriteCustomMetadata: flag('overwriteCustomMetadata', true),
    isPrivateFile: flag('isPrivateFile', false),
    isPublished: flag('isPublished', true),
    tags: text('tags')?.split(','),
    customCoordinates: text('customCoordinates'),
    description: text('description'),
    customMetadata: parsedJson(text('customMetadata') ?? '{}'),
    responseFields: text('responseFields')?.split(',') ?? [],
  };
}

/** The bytes of `file`: a part of the form, base64 or a data URI. A URL would have to be fetched. */
function fileBytes(file: string | Uint8Array | undefined): Uint8Array {
  if (file === undefined || file === '') {
    throw new Refusal(400, 'Your request is missing file parameter.');
  }
  if (typeof file !== 'string') return file;
  if (/^https?:/i.test(file)) {
    throw new Refusal(400, 'The sandbox fetches nothing: it takes no URL as file.');
  }
  return Buffer.from(file.replace(/^data:[^,]*,/, ''), 'base64');
}
