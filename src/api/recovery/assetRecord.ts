import * as v from 'valibot';
import {
  asAsset,
  asVersion,
  fileEntries,
  sometimes,
  versionEntries,
  type Asset,
  type AssetVersion,
} from '../asset';

/** What people have written about a file, beside what a row shows. */
interface Annotations {
  /** By the name of the field; empty when there is none. */
  readonly customMetadata: Readonly<Record<string, unknown>>;
  /** `x,y,width,height`. */
  readonly customCoordinates: string | undefined;
  readonly description: string | undefined;
}

/** A file with everything that a backup has to remember of it. */
export type AssetRecord = Asset & Annotations;

/** A version with the same. */
export type VersionRecord = AssetVersion & Annotations;

const annotationEntries = {
  customMetadata: sometimes(v.record(v.string(), v.unknown())),
  customCoordinates: sometimes(v.string()),
  description: sometimes(v.string()),
};

type AnnotationRow = v.InferOutput<v.ObjectSchema<typeof annotationEntries, undefined>>;

function annotations(row: AnnotationRow): Annotations {
  const { customMetadata = {}, customCoordinates, description } = row;
  return { customMetadata, customCoordinates, description };
}

/** `GET …/details` in full. */
export const assetRecordSchema = v.pipe(
  v.object({ ...fileEntries, ...annotationEntries }),
  v.transform((row): AssetRecord => ({ ...asAsset(row), ...annotations(row) })),
);

/** Rows of `GET /v1/files` that are files, in full. */
export const assetRecordsSchema = v.array(assetRecordSchema);

/** `GET …/versions` in full. */
export const versionRecordsSchema = v.array(
  v.pipe(
    v.object({ ...versionEntries, ...annotationEntries }),
    v.transform((row): VersionRecord => ({ ...asVersion(row), ...annotations(row) })),
  ),
);
