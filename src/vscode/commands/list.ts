import type { Command } from '../app';
import { addAccount } from './addAccount';
import { copyFileId } from './copyFileId';
import { copyUrl } from './copyUrl';
import { copyFileIdAtCursor } from './copyFileIdAtCursor';
import { deleteFile } from './deleteFile';
import { deleteFileAtCursor } from './deleteFileAtCursor';
import { deleteFiles } from './deleteFiles';
import { deleteFileVersion } from './deleteFileVersion';
import { deleteSelected } from './deleteSelected';
import { deleteVersionAtCursor } from './deleteVersionAtCursor';
import { loadMore } from './loadMore';
import { markProduction } from './markProduction';
import { openInBrowser } from './openInBrowser';
import { openSandboxAccount } from './openSandboxAccount';
import { refreshLibrary } from './refreshLibrary';
import { removeAccount } from './removeAccount';
import { revealInLibrary } from './revealInLibrary';
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
  deleteFile,
  deleteFileVersion,
  deleteFiles,
  deleteFileAtCursor,
  deleteVersionAtCursor,
  copyFileIdAtCursor,
  revealInLibrary,
  copyFileId,
  copyUrl,
  openInBrowser,
  refreshLibrary,
  loadMore,
  deleteSelected,
  showLog,
];
