import type { Command } from '../app';
import { addAccount } from './addAccount';
import { markProduction } from './markProduction';
import { openSandboxAccount } from './openSandboxAccount';
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
  showLog,
];
