import { keysIn } from './fileSpelling';
import type { ScannedPlace } from './scannedFolders';
import { workspaceFiles } from './workspaceFiles';

/** A file's spellings on a disk that takes several for one. */
interface Spellings {
  /** As the disk has it; as it was given, where it isn't there. */
  readonly path: string;
  /** What was known of the file was known by this one, which no file has now. */
  readonly former: string | undefined;
}

/** Finds how a file is spelled. Its name's case can change without anything else of it. */
export async function spellingsOf({
  scanned: { folder, index },
  path: given,
}: ScannedPlace): Promise<Spellings> {
  const keyOf = keysIn(folder);
  if (!keyOf) return { path: given, former: undefined };
  const { diskSpelling } = await import('../../io/search/diskSpelling');
  const files = workspaceFiles(folder);
  const path = (await diskSpelling(given, files, keyOf)) ?? given;
  const known = index.spelled(path);
  if (known === path) return { path, former: undefined };
  // Where it is there exactly, it is a file of its own.
  const isThere = (await diskSpelling(known, files, keyOf)) === known;
  return { path, former: isThere ? undefined : known };
}

/** How a file that is gone was known. Another that the disk tells apart from it stays. */
export async function goneSpelling(place: ScannedPlace): Promise<string> {
  const { path, former } = await spellingsOf(place);
  return path === place.path && former !== undefined ? former : place.path;
}
