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

/** A version of a file. Whether it is the current one is told by `Asset.versionId`, never by `type`. */
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
