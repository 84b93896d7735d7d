import * as vscode from 'vscode';
import type { Account } from '../../core/account';
import { oneLine } from './oneLine';

/** An account's name with what to beware of: `acme (production)`. */
export function accountLabel({ name, kind }: Account): string {
  switch (kind) {
    case 'production':
      return vscode.l10n.t('{0} (production)', oneLine(name));
    case 'sandbox':
      return vscode.l10n.t('{0} (sandbox)', oneLine(name));
    case 'development':
      return oneLine(name);
  }
}
