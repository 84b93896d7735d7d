import type { Account } from '../account';
import { Refusal } from '../http/exchange';
import type { Folder } from './folder';
import type { StoredFile } from './storedFile';
import { MAX_VERSIONS } from './storedFile';

/** The one message that refused copies and moves of files share; the reason tells them apart. */
export const BAD_TRANSFER = 'Your request is missing parameters / contains invalid parameters.';

/** A file and the file of the same name that it would meet, if any, in the folder it goes to. */
function metBy(file: StoredFile, folder: Folder, added: number): StoredFile | undefined {
  const met = folder.files.get(file.name);
  if ((met?.versions.length ?? 0) + added <= MAX_VERSIONS) return met;
  throw new Refusal(400, BAD_TRANSFER, { reason: 'VERSION_LIMIT_EXCEEDED' });
}

/** Copies a file, or puts the copy on top of the history of one with the same name. */
export function copyFile(
  { library }: Account,
  file: StoredFile,
  folder: Folder,
  withVersions: boolean,
  now: number,
): void {
  const versions = withVersions ? [...file.versions] : [file.current];
  let target = metBy(file, folder, versions.length);
  for (const { content, attributes } of versions) {
    if (target) library.addVersion(target, content, attributes, now);
    else target = library.addFile(folder, file.name, content, attributes, now);
  }
}

/** Moves a file; its versions go on top of the history of one with the same name. */
export function moveFile({ library }: Account, file: StoredFile, folder: Folder): void {
  const target = metBy(file, folder, file.versions.length);
  if (target === file) return;
  if (target) library.absorb(target, file);
  else library.placeFile(file, folder, file.name);
}

/** Copies a folder with all below it into another; what has the same name there is merged. */
export function copyFolder(
  account: Account,
  source: Folder,
  parent: Folder,
  withVersions: boolean,
  now: number,
): void {
  // Both are read before anything is made, as the copy may land below its own source.
  const [files, folders] = [[...source.files.values()], [...source.folders.values()]];
  const target = account.library.folderIn(parent, source.name, now);
  for (const file of files) copyFile(account, file, target, withVersions, now);
  for (const folder of folders) {
    if (folder !== target) copyFolder(account, folder, target, withVersions, now);
  }
}

/** Moves a folder with all below it into another; what has the same name there is merged. */
export function moveFolder(account: Account, source: Folder, parent: Folder): void {
  const { library } = account;
  const target = parent.folders.get(source.name);
  if (target === source) return;
  if (target === undefined) {
    library.placeFolder(source, parent, source.name);
    return;
  }
  for (const file of [...source.files.values()]) moveFile(account, file, target);
  for (const folder of [...source.folders.values()]) moveFolder(account, folder, target);
  library.deleteFolder(source);
}
