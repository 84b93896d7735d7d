import type { Command } from '../app';
import { addAccount } from './addAccount';
import { copyFileId } from './copyFileId';
import { copyUrl } from './copyUrl';
import { deleteSelected } from './deleteSelected';
import { loadMore } from './loadMore';
import { deleteFile } from './deleteFile';
import { deleteFileVersion } from './deleteFileVersion';
import { markProduction } from './markProduction';
import { openInBrowser } from './openInBrowser';
import { openSandboxAccount } from './openSandboxAccount';
import { refreshLibrary } from './refreshLibrary';
import { removeAccount } from './removeAccount';
import { showLog } from './showLog';
import { switchAccount } from './switchAccount';
import { unmarkProduction } from './unmarkProduction';
import { updateKey } from './updateKey';

/** Every command that package.json contributes. */
export const commands: readonly Command[] = [
  addAccount,
  switchAccount,
  removeAccount,
  updateKey,
  markProduction,
  unmarkProduction,
  openSandboxAccount,
  copyFileId,
  copyUrl,
  openInBrowser,
  refreshLibrary,
  loadMore,
  deleteSelected,
  showLog,
];
