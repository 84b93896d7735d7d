import * as vscode from 'vscode';
import type { Command } from '../../app';
import { finderOf } from '../../references/finder';
import { leftOutText } from '../../references/leftOutText';
import { skippedFiles } from '../../references/skippedFiles';
import { readSearchScope } from '../../settings/settings';
import { withLookUpProgress } from '../../ui/progress';
import { showReadOnly } from '../../ui/readOnlyDocument';

/** Lists what the references view only counts: what is no file of the library, and what wasn't searched. */
export const showLeftOut: Command = {
  id: 'imagekitCleanup.showLeftOut',
  async run(app) {
    const title = vscode.l10n.t("listing files that aren't searched…");
    const skipped = await withLookUpProgress(title, (_say, signal) =>
      skippedFiles({ context: finderOf(app), scope: readSearchScope(), signal }),
    );
    if (!skipped) return;
    const name = vscode.l10n.t('Left Out of the References');
    const unmatched = app.references.coverage?.unmatched;
    await showReadOnly(name, leftOutText(app.referencesView.unrelated, skipped, unmatched));
  },
};
