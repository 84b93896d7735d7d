import * as vscode from 'vscode';
import type { FolderView } from '../../core/library/folderListing';
import { plural } from '../ui/plural';
import { formatCount } from '../ui/quantity';
import { folderPathOf, type FolderNode } from './libraryNode';

/** What a folder holds directly. */
export type FolderCount = Pick<FolderView, 'complete'> & {
  readonly folders: number;
  readonly files: number;
};

/** What a folder holds: `3 folders, 12 files`, `1,000+ files` where there is more. */
export function heldText({ folders, files, complete }: FolderCount): string {
  const more = (count: number) => (complete ? formatCount(count) : `${formatCount(count)}+`);
  const parts = [
    folders === 0
      ? ''
      : plural(folders, {
          one: vscode.l10n.t('{0} folder', more(folders)),
          other: vscode.l10n.t('{0} folders', more(folders)),
        }),
    files === 0
      ? ''
      : plural(files, {
          one: vscode.l10n.t('{0} file', more(files)),
          other: vscode.l10n.t('{0} files', more(files)),
        }),
  ].filter((part) => part !== '');
  return parts.length === 0 ? vscode.l10n.t('empty') : parts.join(', ');
}

/** What is known of the folders that were opened, and what their rows say of it. */
export class HeldCounts {
  private readonly known = new Map<string, FolderCount>();
  private readonly said = new Map<string, string>();

  /** Takes what was read of a folder. */
  keep(node: FolderNode, { folders, files, complete }: FolderView): void {
    this.known.set(folderPathOf(node), { folders: folders.length, files: files.length, complete });
  }

  /** What a row that is drawn now says. */
  drawn(node: FolderNode): FolderCount | undefined {
    const held = this.known.get(folderPathOf(node));
    if (held) this.said.set(folderPathOf(node), heldText(held));
    return held;
  }

  /** Whether its row says something else than what is known. */
  isOutdated(node: FolderNode): boolean {
    const held = this.known.get(folderPathOf(node));
    return held !== undefined && heldText(held) !== this.said.get(folderPathOf(node));
  }

  clear(): void {
    this.known.clear();
    this.said.clear();
  }
}
