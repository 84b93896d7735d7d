import { buffer } from 'node:stream/consumers';
import { Busboy } from '@fastify/busboy';

/** What a form has under a name: a text, or the bytes of a file. The last one counts. */
export type FormFields = ReadonlyMap<string, string | Uint8Array>;

/** Base64 in a text field may be as long as a file. */
const LIMITS = { fieldSize: Infinity };

/** Parses a multipart form; `undefined` when the body isn't one, or ends too soon. */
export async function readMultipart(
  contentType: string,
  body: Uint8Array,
): Promise<FormFields | undefined> {
  const fields = new Map<string, string | Uint8Array>();
  const files: Promise<void>[] = [];
  try {
    const parser = new Busboy({ headers: { 'content-type': contentType }, limits: LIMITS });
    parser.on('field', (name, value) => fields.set(name, value));
    parser.on('file', (name, stream) => {
      files.push(buffer(stream).then((bytes) => void fields.set(name, bytes)));
    });
    await new Promise<void>((resolve, reject) => {
      parser.on('finish', resolve);
      parser.on('error', reject);
      parser.end(body);
    });
    await Promise.all(files);
  } catch {
    return undefined; // The parser throws for what isn't a form: the caller's mistake.
  }
  return fields;
}
