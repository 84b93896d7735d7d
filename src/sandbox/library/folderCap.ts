import type { Account } from '../account';
import { Refusal } from '../http/exchange';
import type { Folder } from './folder';

/** Throws when a folder holds more than may be deleted, copied or moved at once. */
export function requireCap(folder: Folder, { knobs }: Account): void {
  if (folder.countNested() <= knobs.folderCap) return;
  throw new Refusal(
    400,
    `Total nested assets (files, folders and file versions) are more than allowed limit of ${knobs.folderCap} items.`,
    { reason: 'TOO_MANY_OBJECTS' },
  );
}
