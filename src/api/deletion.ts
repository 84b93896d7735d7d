import * as v from 'valibot';
import { assetSchema } from './asset';

/** A 204 has no body. */
const nothing = v.undefined();

/** What the deletion of a file or a folder answers: documented is 204; 200 `{}` has been seen. */
export const deletedSchemas = {
  200: v.pipe(v.unknown(), v.check(saysNothing, 'no body or {}')),
  204: nothing,
};

/**
 * What the deletion of a version answers. One page documents 204 in its table and, in its text, 200
 * with the details of the file.
 */
export function deletedVersionSchemas(fileId: string, versionId: string) {
  const isOfFile = (value: unknown): boolean => {
    const details = v.safeParse(assetSchema, value);
    if (!details.success) return false;
    return details.output.fileId === fileId || details.output.versionId === versionId;
  };
  const isDocumented = (value: unknown): boolean => saysNothing(value) || isOfFile(value);
  return {
    200: v.pipe(v.unknown(), v.check(isDocumented, 'no body, {} or the file')),
    204: nothing,
  };
}

function saysNothing(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined;
  return !Array.isArray(value) && Object.keys(value).length === 0;
}
