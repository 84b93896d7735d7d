import * as vscode from 'vscode';
import type { Command } from '../../app';
import { noFilter, statusKinds } from '../../references/entry';
import type { ReferenceFilter, ShownStatus } from '../../references/entry';
import { statusWord } from '../../references/statusText';
import { plainRow } from '../../ui/plainLabel';
import { formatCount } from '../../ui/quantity';

/** Shows only the references that stand in one way, or that hold a text. */
export const filterReferences: Command = {
  id: 'imagekitCleanup.filterReferences',
  async run({ referencesView }) {
    const { filter, counts } = referencesView;
    const chosen = await pickReferenceFilter(filter, counts);
    if (!chosen) return;
    const isNone = chosen.status === undefined && chosen.text === '';
    referencesView.filterBy(isNone ? noFilter : chosen);
  },
};

/**
 * Asks which references to show: those that stand in one way, those with the typed text, or both.
 * `undefined` when the person backed out.
 */
function pickReferenceFilter(
  now: ReferenceFilter,
  counts: Readonly<Record<ShownStatus['kind'], number>>,
): Promise<ReferenceFilter | undefined> {
  const all = statusKinds.reduce((sum, kind) => sum + counts[kind], 0);
  const rows = [
    row(vscode.l10n.t('All'), all, undefined),
    ...statusKinds
      .filter((kind) => counts[kind] > 0 || kind === now.status)
      .map((kind) => row(capital(statusWord(kind)), counts[kind], kind)),
  ];
  const box = vscode.window.createQuickPick<(typeof rows)[number]>();
  box.title = vscode.l10n.t('Filter References');
  box.placeholder = vscode.l10n.t(
    'Type part of a path or text, and choose which references to show',
  );
  box.value = now.text;
  box.items = rows.map(plainRow);
  box.activeItems = box.items.filter(({ status }) => status === now.status);
  return new Promise((resolve) => {
    box.onDidAccept(() => {
      const [chosen] = box.activeItems;
      resolve({ status: chosen?.status, text: box.value.trim() });
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

function row(label: string, count: number, status: ShownStatus['kind'] | undefined) {
  // The typed text filters the references, not these rows.
  return { label, description: formatCount(count), status, alwaysShow: true };
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
