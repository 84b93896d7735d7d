import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { kindText } from './accountText';
import { oneLine } from '../ui/oneLine';

/** An account's name with what to know about it: `acme (production)`, `acme (read-only key)`. */
export function accountLabel({ name, kind, access }: Account): string {
  const words = [kindText(kind), access && vscode.l10n.t('read-only key')];
  const said = words.filter((word) => word !== undefined).join(', ');
  return said === '' ? oneLine(name) : vscode.l10n.t('{0} ({1})', oneLine(name), said);
}
