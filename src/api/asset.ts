import * as v from 'valibot';

/** What a file of the media library is, whichever of its versions the row shows. */
interface FileFields {
  readonly fileId: string;
  /** `versionInfo.id`: with `fileId`, the only address of a version. */
  readonly versionId: string | undefined;
  /** `Version N`, as ImageKit numbers it. */
  readonly versionName: string | undefined;
  readonly name: string;
  /** Decoded path from the library's root, beginning with `/`. */
  readonly filePath: string;
  /** As ImageKit reports it, with its `updatedAt` and, on a version, `ik-obj-version`. */
  readonly url: string;
  readonly thumbnail: string | undefined;
  /** Bytes; `undefined` when ImageKit did not say. */
  readonly size: number | undefined;
  readonly mime: string | undefined;
  readonly fileType: string | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly tags: readonly string[];
  readonly isPrivate: boolean;
  readonly isPublished: boolean;
  /** ISO 8601. */
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
}

/** A file, as its current version shows it. */
export interface Asset extends FileFields {
  readonly type: 'file';
}

/**
 * A version of a file. Whether it is the current one is told by `Asset.versionId`, never by `type`.
 * From `listVersions`, `fileId` is the one that was asked for; in a listing it is the row's own word.
 */
export interface AssetVersion extends FileFields {
  readonly type: 'file-version';
  readonly versionId: string;
}

/** A folder of the media library. */
export interface Folder {
  readonly type: 'folder';
  readonly folderId: string;
  readonly name: string;
  /** From the root, beginning with `/`, without a trailing slash. */
  readonly folderPath: string;
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
}

/** One row of a listing. */
export type LibraryItem = Asset | AssetVersion | Folder;

/** What may be absent or `null` in an answer, as `undefined`. */
export function sometimes<I, O>(schema: v.GenericSchema<I, O>) {
  return v.pipe(
    v.nullish(schema),
    v.transform((value) => value ?? undefined),
  );
}

/** The fields that a deletion, a guard or a row shows; all others are ignored. */
export const fileEntries = {
  fileId: v.pipe(v.string(), v.nonEmpty()),
  filePath: v.pipe(v.string(), v.nonEmpty()),
  versionInfo: sometimes(v.object({ id: sometimes(v.string()), name: sometimes(v.string()) })),
  name: sometimes(v.string()),
  url: sometimes(v.string()),
  thumbnail: sometimes(v.string()),
  size: sometimes(v.number()),
  mime: sometimes(v.string()),
  fileType: sometimes(v.string()),
  width: sometimes(v.number()),
  height: sometimes(v.number()),
  tags: sometimes(v.array(v.string())),
  isPrivateFile: sometimes(v.boolean()),
  isPublished: sometimes(v.boolean()),
  createdAt: sometimes(v.string()),
  updatedAt: sometimes(v.string()),
};

type FileRow = v.InferOutput<v.ObjectSchema<typeof fileEntries, undefined>>;

function fileFields(row: FileRow): FileFields {
  const filePath = row.filePath.startsWith('/') ? row.filePath : `/${row.filePath}`;
  return {
    fileId: row.fileId,
    versionId: row.versionInfo?.id,
    versionName: row.versionInfo?.name,
    name: row.name ?? lastName(filePath),
    filePath,
    url: row.url ?? '',
    thumbnail: row.thumbnail,
    size: row.size,
    mime: row.mime,
    fileType: row.fileType,
    width: row.width,
    height: row.height,
    tags: row.tags ?? [],
    isPrivate: row.isPrivateFile ?? false,
    isPublished: row.isPublished ?? true,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

export function asAsset(row: FileRow): Asset {
  return { type: 'file', ...fileFields(row) };
}

export const versionEntries = {
  ...fileEntries,
  versionInfo: v.object({ id: v.pipe(v.string(), v.nonEmpty()), name: sometimes(v.string()) }),
};

type VersionRow = v.InferOutput<v.ObjectSchema<typeof versionEntries, undefined>>;

export function asVersion(row: VersionRow): AssetVersion {
  return { ...fileFields(row), type: 'file-version', versionId: row.versionInfo.id };
}

/** `GET …/details`: the current version, whatever its `type` says. */
export const assetSchema = v.pipe(v.object(fileEntries), v.transform(asAsset));

/** `GET …/versions/{versionId}`: its `type` is not a reliable mark of the current one, so it is ignored. */
export const versionSchema = v.pipe(v.object(versionEntries), v.transform(asVersion));

/** `GET …/versions`. */
export const versionsSchema = v.array(versionSchema);

const folderEntries = {
  folderId: v.pipe(v.string(), v.nonEmpty()),
  folderPath: v.pipe(v.string(), v.nonEmpty()),
  createdAt: sometimes(v.string()),
  updatedAt: sometimes(v.string()),
};

type FolderRow = v.InferOutput<v.ObjectSchema<typeof folderEntries, undefined>>;

/**
 * Its name is read from its path: ImageKit's own examples show rows whose `folderPath` is the parent's,
 * and a row must not be called other than what its deletion would take.
 */
function asFolder({ folderId, createdAt, updatedAt, ...row }: FolderRow): Folder {
  const folderPath = `/${row.folderPath.replace(/^\/|\/$/g, '')}`;
  return {
    type: 'folder',
    folderId,
    name: lastName(folderPath),
    folderPath,
    createdAt,
    updatedAt,
  };
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const rowSchema = v.variant('type', [
  v.object({ type: v.literal('file'), ...fileEntries }),
  v.object({ type: v.literal('file-version'), ...versionEntries }),
  v.object({ type: v.literal('folder'), ...folderEntries }),
]);

function asItem(row: v.InferOutput<typeof rowSchema>): LibraryItem {
  switch (row.type) {
    case 'file':
      return asAsset(row);
    case 'file-version':
      return asVersion(row);
    case 'folder':
      return asFolder(row);
  }
}

/**
 * `GET /v1/files`. A row of an unknown type fails all of it: without the row a folder would look
 * emptier than it is.
 */
export const librarySchema = v.array(v.pipe(rowSchema, v.transform(asItem)));

const dates = { createdAt: v.string(), updatedAt: v.string() };

/**
 * A row with all that ImageKit's have, `tags` too where there are none: to be used where its mark
 * doesn't arrive, a row must leave nothing out that a guard could need.
 */
const completeRow = v.variant('type', [
  v.object({
    type: v.picklist(['file', 'file-version']),
    fileId: v.string(),
    name: v.string(),
    filePath: v.string(),
    url: v.string(),
    versionInfo: v.object({ id: v.string(), name: v.string() }),
    tags: v.nullable(v.array(v.string())),
    isPrivateFile: v.boolean(),
    size: v.number(),
    ...dates,
  }),
  v.object({
    type: v.literal('folder'),
    folderId: v.string(),
    name: v.string(),
    folderPath: v.string(),
    ...dates,
  }),
]);

/** A complete `GET …/details` or `GET …/versions/{versionId}`. */
export const completeFile = v.intersect([v.object({ fileId: v.string() }), completeRow]);

/** A complete `GET …/versions`: a file has one at least. */
export const completeVersions = v.pipe(v.array(completeFile), v.minLength(1));

/** A complete page. */
export const completePage = v.array(completeRow);
