import type { Asset, AssetVersion } from '../api/asset';
import type { Hint, Place } from './reference';

/** What one request, or one id inside a request, deletes: always something that a server showed. */
export type Target =
  | {
      readonly kind: 'asset';
      readonly asset: Asset;
      /** Versions that go with the file besides the current one; `undefined` when not counted. */
      readonly olderVersions: number | undefined;
    }
  | { readonly kind: 'version'; readonly version: AssetVersion }
  /** Deleted only when it is empty, after everything in it. */
  | { readonly kind: 'folder'; readonly folderPath: string };

/** A target's identity, equal for two targets exactly when they delete the same thing. */
export function targetKey(target: Target): string {
  switch (target.kind) {
    case 'asset':
      return `asset:${target.asset.fileId}`;
    case 'version':
      return `version:${target.version.fileId}/${target.version.versionId}`;
    case 'folder':
      return `folder:${target.folderPath}`;
  }
}

/** The library path of what a target deletes. */
export function targetPath(target: Target): string {
  switch (target.kind) {
    case 'asset':
      return target.asset.filePath;
    case 'version':
      return target.version.filePath;
    case 'folder':
      return target.folderPath;
  }
}

/** Bytes that ImageKit reported for the target itself, older versions not included; 0 if unknown. */
export function targetBytes(target: Target): number {
  switch (target.kind) {
    case 'asset':
      return target.asset.size ?? 0;
    case 'version':
      return target.version.size ?? 0;
    case 'folder':
      return 0;
  }
}

/** A target together with what the plan knows about it. */
export interface PlannedTarget {
  readonly key: string;
  readonly target: Target;
  /** Where the id came from, when it came from a text. */
  readonly source: Place | undefined;
  /** Where the workspace still mentions it. */
  readonly references: readonly Place[];
  /** Where the workspace may mean it; absent when that was not looked for, as in a record of a run. */
  readonly hints?: readonly Hint[];
}

/** Mentions besides the line that the deletion was asked for at: they would be left behind. */
export function otherReferences({
  references,
  source,
}: Pick<PlannedTarget, 'references' | 'source'>): readonly Place[] {
  return references.filter((place) => !isAtSource(place, source));
}

/** Hints besides the line that the deletion was asked for at. */
export function otherHints({
  hints = [],
  source,
}: Pick<PlannedTarget, 'hints' | 'source'>): readonly Hint[] {
  return hints.filter(({ place }) => !isAtSource(place, source));
}

function isAtSource({ file, line }: Place, source: Place | undefined): boolean {
  return source !== undefined && file === source.file && line === source.line;
}
