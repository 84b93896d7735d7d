import * as vscode from 'vscode';
import { fileIdSource, isFileId } from '../../core/fileId';
import type { App } from '../app';
import { fileOf, rangeOf } from '../references/place';
import { policyFileName } from '../settings/policyFile';
import { countInOwnLists, replaceInOwnLists } from '../settings/settings';
import { plural } from '../ui/plural';
import { formatCount } from '../ui/quantity';
import { withLookUpProgress } from '../ui/progress';

const quotedId = new RegExp(`"(${fileIdSource})"`, 'g');

/** New file IDs by those that they take the place of. */
export type NewIds = ReadonlyMap<string, string>;

/** Files of a workspace that name IDs to protect or to ignore, and aren't searched for references. */
const listFiles = [policyFileName, '.vscode/settings.json'];

/**
 * Offers to write new file IDs wherever the workspace certainly means the old ones: VS Code shows the
 * changes for review, and nothing is written before that is applied. The person's own lists of IDs
 * are asked about after that.
 */
export async function updateReferences(app: Pick<App, 'references'>, ids: NewIds): Promise<void> {
  const changes = await withLookUpProgress(
    vscode.l10n.t('searching the workspace…'),
    async (_say, signal) => {
      await app.references.searchAnew(signal);
      return changesFor(app, ids);
    },
  );
  if (!changes) return;
  if (changes.count === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No references to the old file IDs found in the searched files.'),
    );
  } else await vscode.workspace.applyEdit(changes.edit, { isRefactoring: true });
  await offerSettings(ids);
}

async function changesFor(
  { references }: Pick<App, 'references'>,
  ids: NewIds,
): Promise<{ readonly edit: vscode.WorkspaceEdit; readonly count: number }> {
  const edit = new vscode.WorkspaceEdit();
  const changed = new Set<string>();
  const replace = (uri: vscode.Uri, range: vscode.Range, id: string, label: string) => {
    const place = `${uri.toString()}#${range.start.line}:${range.start.character}`;
    if (changed.has(place)) return;
    changed.add(place);
    edit.replace(uri, range, id, { needsConfirmation: true, label });
  };
  for (const located of references.all()) {
    const { ref, value, strength, place } = located.reference;
    if (ref.kind !== 'id' || strength !== 'certain' || value !== ref.fileId) continue;
    const id = ids.get(ref.fileId);
    if (id === undefined || !isFileId(id)) continue;
    replace(fileOf(located), rangeOf(place), id, vscode.l10n.t('References to restored files'));
  }
  for (const document of await listDocuments()) {
    for (const { index, 1: old = '' } of document.getText().matchAll(quotedId)) {
      const id = ids.get(old);
      if (id === undefined || !isFileId(id)) continue;
      const [start, end] = [index + 1, index + 1 + old.length].map((at) => document.positionAt(at));
      if (!start || !end) continue;
      const range = new vscode.Range(start, end);
      replace(document.uri, range, id, vscode.l10n.t('Protected and ignored IDs'));
    }
  }
  return { edit, count: changed.size };
}

async function listDocuments(): Promise<readonly vscode.TextDocument[]> {
  const uris = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
    listFiles.map((name) => vscode.Uri.joinPath(uri, name)),
  );
  const opened = uris.map((uri) => vscode.workspace.openTextDocument(uri));
  // Most workspaces have neither of these files.
  const answers = await Promise.allSettled(opened);
  return answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

async function offerSettings(ids: NewIds): Promise<void> {
  const count = countInOwnLists(ids);
  if (count === 0) return;
  const update = vscode.l10n.t('Update Settings');
  const pressed = await vscode.window.showInformationMessage(
    plural(count, {
      one: vscode.l10n.t('Your user settings protect or ignore 1 restored file by its old ID.'),
      other: vscode.l10n.t(
        'Your user settings protect or ignore {0} restored files by their old IDs.',
        formatCount(count),
      ),
    }),
    update,
  );
  if (pressed === update) await replaceInOwnLists(ids);
}
