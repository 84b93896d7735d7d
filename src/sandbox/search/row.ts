/** What the search knows of a file, a version or a folder. `undefined`: the row has no such thing. */
export interface SearchRow {
  readonly type: 'file' | 'file-version' | 'folder';
  readonly id: string;
  readonly name: string;
  /** The folder it lies in, such as `/a/b`; `/` is the root. */
  readonly path: string;
  readonly tags: readonly string[];
  readonly aiTags: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Bytes. */
  readonly size?: number | undefined;
  /** Pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** One of the formats that ImageKit can search for, such as `jpg`. */
  readonly format?: string | undefined;
  readonly private?: boolean | undefined;
  readonly published?: boolean | undefined;
  readonly transparency?: boolean | undefined;
  readonly createdBy?: string | undefined;
  readonly customMetadata?: Readonly<Record<string, unknown>> | undefined;
  readonly embeddedMetadata?: Readonly<Record<string, unknown>> | undefined;
}

/** Whether a row fits. */
export type Test = (row: SearchRow) => boolean;
