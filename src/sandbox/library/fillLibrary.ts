import type { Account } from '../account';
import type { SeedFile } from '../seed';
import { splitPath } from './paths';
import type { AiTag, Attributes } from './storedFile';

/** A file to put into a library, with its history and what recognition made of it. */
export interface LibraryFile extends SeedFile {
  readonly aiTags?: readonly AiTag[];
}

const DAY_MS = 86_400_000;

/** Puts files into an account's library as they would be there, at `now`, after years of use. */
export function fillLibrary(
  { library, clock }: Account,
  files: Iterable<LibraryFile>,
  now = clock.now(),
): void {
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

function attributesOf(seed: LibraryFile): Attributes {
  return {
    mime: seed.mime,
    tags: seed.tags.length > 0 ? seed.tags : null,
    aiTags: seed.aiTags ?? null,
    customCoordinates: null,
    customMetadata: seed.customMetadata ?? {},
    description: seed.description,
    isPrivate: seed.isPrivate ?? false,
    isPublished: seed.isPublished ?? true,
  };
}
