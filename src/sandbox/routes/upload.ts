import type { Account } from '../account';
import type { Call, Route } from '../http/call';
import { json, Refusal } from '../http/exchange';
import { isObject } from '../http/jsonValue';
import type { CustomField } from '../library/customFields';
import { customMetadataErrors, mergeMetadata } from '../library/customFields';
import type { Folder } from '../library/folder';
import { uniqueSuffix } from '../library/ids';
import { mimeOf } from '../library/mime';
import { uploadFolder, uploadName } from '../library/paths';
import { fileRow, uploadRow } from '../library/rows';
import type { Attributes, Content, StoredFile, Version } from '../library/storedFile';
import { MAX_VERSIONS } from '../library/storedFile';
import { requireTags } from '../library/tags';
import type { UploadForm } from '../library/uploadForm';
import { readUploadForm } from '../library/uploadForm';
import { readImageHeader } from '../pictures/imageSize';
import { readVideoHeader } from '../pictures/videoHeader';
import { metadataOf } from '../pictures/metadata';

/** Stores a file; a name that exists already gets a version more. Counted by no rate limit. */
export const upload: Route = {
  name: 'upload',
  method: 'POST',
  path: '/api/v1/files/upload',
  limit: undefined,
  access: 'write',
  async handle(call) {
    const { account, now } = call;
    const form = await readUploadForm(call.request);
    requireSize(form.bytes, account);
    const metadata = requireMetadata(form.customMetadata, account.customFields);
    if (form.tags !== undefined) requireUploadTags(form.tags);
    const folder = account.library.ensureFolder(uploadFolder(form.folder), now);
    const name = nameFor(form, account, now);
    const existing = folder.files.get(name);
    if (existing !== undefined) requireOverwrite(form, existing);
    const { content, mime } = contentOf(form.bytes, name);
    const attributes = attributesOf(form, mime, metadata, existing?.current.attributes);
    const version = store(call, existing, folder, name, content, attributes);
    return json(200, { ...uploadRow(version, account), ...extraFields(form, version, account) });
  },
};

function store(
  { account, now }: Call,
  existing: StoredFile | undefined,
  folder: Folder,
  name: string,
  content: Content,
  attributes: Attributes,
): Version {
  if (existing) return account.library.addVersion(existing, content, attributes, now);
  const file = account.library.addFile(folder, name, content, attributes, now);
  account.lag.uploaded(file, now);
  return file.current;
}

function requireSize(bytes: Uint8Array, { knobs }: Account): void {
  if (bytes.length === 0) throw new Refusal(400, 'Your request contains an empty file.'); // Ours.
  if (bytes.length <= knobs.maxUploadBytes) return;
  throw new Refusal(
    400,
    'Your request contains invalid file parameter. The file size exceeds limits.',
  );
}

function requireMetadata(
  value: unknown,
  fields: readonly CustomField[],
): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new Refusal(400, 'Invalid custom metadata.');
  const errors = customMetadataErrors(value, fields);
  for (const { name, schema } of fields) {
    if (schema.isValueRequired === true && !(name in value)) errors[name] = 'A value is required.';
  }
  if (Object.keys(errors).length === 0) return value;
  throw new Refusal(400, 'Invalid custom metadata.', { errors });
}

function requireUploadTags(tags: readonly string[]): void {
  requireTags(tags);
  if (!tags.some((tag) => tag.includes('%'))) return;
  throw new Refusal(400, 'Your request contains invalid value for tags parameter.');
}

/** Refuses to overwrite where that was forbidden, and a version beyond the last one possible. */
function requireOverwrite({ overwriteFile }: UploadForm, existing: StoredFile): void {
  if (!overwriteFile) {
    throw new Refusal(
      400,
      'A file with the same name already exists at the exact location. We could not overwrite it because both overwriteFile and useUniqueFileName are set to false.',
    );
  }
  if (existing.versions.length < MAX_VERSIONS) return;
  throw new Refusal(400, `A file cannot have more than ${MAX_VERSIONS} versions.`); // Ours.
}

function nameFor(
  { fileName, useUniqueFileName }: UploadForm,
  account: Account,
  now: number,
): string {
  const name = uploadName(fileName);
  if (!useUniqueFileName) return name;
  const suffix = uniqueSuffix(account.ids.next(now));
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name}_${suffix}` : `${name.slice(0, dot)}_${suffix}${name.slice(dot)}`;
}

/** What the bytes say they are goes before what the name says. */
function contentOf(bytes: Uint8Array, name: string): { content: Content; mime: string } {
  const header = readImageHeader(bytes);
  const size = bytes.length;
  if (header === undefined) {
    return { content: { ...readVideoHeader(bytes), size, bytes: () => bytes }, mime: mimeOf(name) };
  }
  const { mime, width, height, hasAlpha } = header;
  return { content: { size, width, height, hasAlpha, bytes: () => bytes }, mime };
}

/** The attributes of the new version; an overwritten one leaves only what the form says to keep. */
function attributesOf(
  form: UploadForm,
  mime: string,
  metadata: Readonly<Record<string, unknown>>,
  old: Attributes | undefined,
): Attributes {
  const oldTags = form.overwriteTags ? [] : (old?.tags ?? []);
  const tags = [...new Set([...oldTags, ...(form.tags ?? [])])];
  const oldMetadata = form.overwriteCustomMetadata ? {} : (old?.customMetadata ?? {});
  return {
    mime,
    tags: tags.length > 0 ? tags : null,
    aiTags: form.overwriteAITags ? null : (old?.aiTags ?? null),
    customCoordinates: form.customCoordinates ?? null,
    customMetadata: mergeMetadata(oldMetadata, metadata),
    description: form.description,
    isPrivate: form.isPrivateFile,
    isPublished: form.isPublished,
  };
}

/** The fields asked for by `responseFields`. */
function extraFields(
  { responseFields }: UploadForm,
  version: Version,
  account: Account,
): Record<string, unknown> {
  const row: Readonly<Record<string, unknown>> = {
    ...fileRow(version, account),
    ...(responseFields.includes('metadata') &&
      version.content.width !== undefined && { metadata: metadataOf(version) }),
    selectedFieldsSchema: {},
  };
  const known = [
    'tags',
    'customCoordinates',
    'isPrivateFile',
    'embeddedMetadata',
    'isPublished',
    'customMetadata',
    'metadata',
    'selectedFieldsSchema',
  ];
  const asked = known.filter((name) => responseFields.includes(name) && name in row);
  return Object.fromEntries(asked.map((name) => [name, row[name]]));
}
