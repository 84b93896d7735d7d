import type { Account } from '../account';
import type { Call, Route } from '../http/call';
import { jsonBody, requestedFile } from '../http/call';
import { json, Refusal } from '../http/exchange';
import { isObject } from '../http/jsonValue';
import { customMetadataErrors, mergeMetadata } from '../library/customFields';
import { fileRow } from '../library/rows';
import type { Attributes, StoredFile } from '../library/storedFile';
import { requireTags, withoutAiTags } from '../library/tags';

/** Changes the details of the current version, or publishes and unpublishes. */
export const updateFile: Route = {
  name: 'updateFile',
  method: 'PATCH',
  path: '/v1/files/:fileId/details',
  limit: 'write',
  access: 'write',
  handle(call) {
    const body = jsonBody(call);
    if (body['extensions'] !== undefined) {
      throw new Refusal(501, 'The sandbox leaves extensions out.');
    }
    const change = 'publish' in body ? publication(body['publish']) : details(body, call.account);
    const file = requestedFile(call);
    if (!call.isIgnored) change(file, call);
    return json(200, fileRow(file.current, call.account));
  },
};

type Change = (file: StoredFile, call: Call) => void;

function details(body: Readonly<Record<string, unknown>>, { customFields }: Account): Change {
  const { tags, removeAITags, customMetadata } = body;
  if (tags !== undefined && tags !== null) requireTags(tags);
  const metadata = isObject(customMetadata) ? customMetadata : {};
  const errors =
    customMetadata === undefined || isObject(customMetadata)
      ? customMetadataErrors(metadata, customFields)
      : { customMetadata: 'The value is not an object.' };
  if (Object.keys(errors).length > 0)
    throw new Refusal(400, 'Invalid custom metadata.', { errors });
  return ({ current }, { now }) => {
    const old = current.attributes;
    current.attributes = {
      ...old,
      ...(tags !== undefined && { tags: tags as Attributes['tags'] }),
      ...(removeAITags !== undefined && { aiTags: withoutAiTags(old.aiTags, removeAITags) }),
      customCoordinates: textOr(body['customCoordinates'], null, old.customCoordinates),
      description: textOr(body['description'], undefined, old.description),
      customMetadata: mergeMetadata(old.customMetadata, metadata),
    };
    current.updatedAt = now;
  };
}

/** A text field of a change: `null` clears it, anything but text leaves it as it was. */
function textOr<T>(value: unknown, cleared: T, old: string | T): string | T {
  if (value === null) return cleared;
  return typeof value === 'string' ? value : old;
}

/**
 * Publication of the current version or of all. Each version it changes gets a new delivery token.
 * Unpublishing clears the CDN's copies of all versions and counts as a purge; with the quota used
 * up the copies stay, which is our guess.
 */
function publication(publish: unknown): Change {
  const isPublished = isObject(publish) ? publish['isPublished'] : undefined;
  const all = isObject(publish) && publish['includeFileVersions'] === true;
  if (typeof isPublished !== 'boolean') {
    throw new Refusal(400, 'Your request contains invalid value for publish parameter.'); // Ours.
  }
  return (file, { account, now }) => {
    // What other plans are answered isn't known; this is ours.
    if (!account.knobs.publishing) {
      throw new Refusal(403, 'Publishing and unpublishing files is not part of your plan.');
    }
    const versions = (all ? file.versions : [file.current]).filter(
      ({ attributes }) => attributes.isPublished !== isPublished,
    );
    for (const version of versions) {
      version.attributes = { ...version.attributes, isPublished };
      version.publications += 1;
      version.updatedAt = now;
    }
    if (!isPublished && versions.length > 0) account.purges.clear(file.path, now);
  };
}
