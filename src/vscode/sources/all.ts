import { activeEditor } from './activeEditor';
import { clipboard } from './clipboard';
import { gitBranch } from './gitBranch';
import { listFile } from './listFile';
import { selection } from './selection';
import type { Source } from './source';
import { typed } from './typed';
import { workspace } from './workspace';

/** Every source that "Delete Files…" offers, in its order. */
export const sources: readonly Source[] = [
  clipboard,
  selection,
  activeEditor,
  workspace,
  gitBranch,
  listFile,
  typed,
];
