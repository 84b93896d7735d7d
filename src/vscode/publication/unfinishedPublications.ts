import * as vscode from 'vscode';
import { countOutcomes } from '../../core/publication/publication';
import type { App } from '../app';
import { partOf } from '../plan/countText';
import type { PublicationEntry } from '../run/publications';
import { runByName } from '../ui/commandId';
import { oneLine } from '../ui/oneLine';

/** Long enough after the start for everything that a person waits for, ms. */
const afterStartMs = 1500;

/** Tells of the newest publication that an earlier window left unfinished, some time after the start. */
export function tellOfUnfinishedPublications({
  publications,
  log,
}: Pick<App, 'publications' | 'log'>): vscode.Disposable {
  const look = async () => {
    const entries = await publications.list();
    const unfinished = entries.find(({ isInterrupted, underWay }) => isInterrupted && !underWay);
    if (unfinished) await tell(unfinished);
  };
  const timer = setTimeout(() => {
    look().catch((error: unknown) => {
      // Nobody asked for this; the history says it to whoever looks there.
      log.warn(`history: unfinished publications could not be looked for: ${String(error)}`);
    });
  }, afterStartMs);
  return new vscode.Disposable(() => clearTimeout(timer));
}

async function tell(entry: PublicationEntry): Promise<void> {
  const resume = vscode.l10n.t('Resume…');
  const pressed = await vscode.window.showWarningMessage(unfinishedText(entry), resume);
  if (pressed === resume) await runByName('resumePublication', entry.header.publicationId);
}

function unfinishedText({ header, files }: PublicationEntry): string {
  const { done, already } = countOutcomes(
    files.flatMap(({ outcome }) => (outcome ? [outcome] : [])),
  );
  const part = partOf('asset', done + already, files.length);
  const name = oneLine(header.account.name);
  return header.change.isPublished
    ? vscode.l10n.t('Publishing in {0} was interrupted: {1} published so far.', name, part)
    : vscode.l10n.t('Unpublishing in {0} was interrupted: {1} unpublished so far.', name, part);
}
