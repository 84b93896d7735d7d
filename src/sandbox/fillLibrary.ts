import type { Account } from './account';
import { splitPath } from './paths';
import type { Attributes } from './storedFile';

/** A file to put into a library, with its history: oldest version first, the last one current. */
export interface SeedFile {
  readonly path: string;
  readonly mime: string;
  readonly tags: readonly string[];
  readonly isPrivate?: boolean;
  readonly description?: string;
  readonly customMetadata?: Readonly<Record<string, unknown>>;
  readonly versions: readonly {
    readonly ageDays: number;
    readonly size: number;
    readonly width?: number;
    readonly height?: number;
    readonly hasAlpha?: boolean;
    bytes(): Uint8Array;
  }[];
}

const DAY_MS = 86_400_000;

/** Puts files into an account's library as they would be there after years of use. */
export function fillLibrary({ library, clock }: Account, files: Iterable<SeedFile>): void {
  const now = clock.now();
  for (const seed of files) {
    const { folderPath, name } = splitPath(seed.path);
    const attributes = attributesOf(seed);
    const [first, ...later] = seed.versions;
    if (first === undefined) continue;
    const at = (ageDays: number): number => Math.round(now - ageDays * DAY_MS);
    const folder = library.ensureFolder(folderPath, at(first.ageDays));
    const file = library.addFile(folder, name, first, attributes, at(first.ageDays));
    for (const version of later) {
      library.addVersion(file, version, attributes, at(version.ageDays));
    }
  }
}

function attributesOf(seed: SeedFile): Attributes {
  return {
    mime: seed.mime,
    tags: seed.tags.length > 0 ? seed.tags : null,
    aiTags: null,
    customCoordinates: null,
    customMetadata: seed.customMetadata ?? {},
    description: seed.description,
    isPrivate: seed.isPrivate ?? false,
    isPublished: true,
  };
}
