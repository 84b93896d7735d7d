import * as vscode from 'vscode';
import { standingFiles } from '../../core/publication/undone';
import type { Claim } from '../../core/request';
import { requireAccount } from '../account/connections';
import type { App } from '../app';
import type { PublicationEntry } from '../run/publications';
import { plural } from '../ui/plural';
import { formatCount } from '../ui/quantity';
import { publishFiles } from './publishFiles';

/**
 * Takes back what was done to files together: the question says what doesn't come back. Throws what
 * the `runCommand` wrapper puts into words.
 */
export async function undoPublication(app: App, entry: PublicationEntry): Promise<void> {
  const { header } = entry;
  const { publicationId, change } = header;
  const records = await app.publications.records();
  const record = records.find((each) => each.header.publicationId === publicationId);
  if (!record) return;
  const files = standingFiles(record, records);
  const claims = files.map(({ asset: { fileId } }): Claim => ({
    ref: { kind: 'id', fileId },
    source: undefined,
  }));
  const { tag, withVersions, isPublished } = change;
  await publishFiles(app, {
    claims,
    act: isPublished ? 'unpublish' : 'publish',
    named: true,
    account: requireAccount(app.accounts, header.account),
    undo: {
      undoes: publicationId,
      withVersions,
      tag: tag && { change: tag.change === 'add' ? 'remove' : 'add', name: tag.name },
      note: versionsNote(entry),
    },
  });
}

/** ImageKit changes one version or all of them: those that were so before are changed, too. */
function versionsNote({ files, header }: PublicationEntry): string | undefined {
  const before = files.reduce(
    (sum, { outcome }) => sum + (outcome?.kind === 'done' ? (outcome.olderBefore ?? 0) : 0),
    0,
  );
  if (before === 0) return undefined;
  return header.change.isPublished
    ? plural(before, {
        one: vscode.l10n.t('{0} older version was published before, and is unpublished, too.', 1),
        other: vscode.l10n.t(
          '{0} older versions were published before, and are unpublished, too.',
          formatCount(before),
        ),
      })
    : plural(before, {
        one: vscode.l10n.t('{0} older version was unpublished before, and is published, too.', 1),
        other: vscode.l10n.t(
          '{0} older versions were unpublished before, and are published, too.',
          formatCount(before),
        ),
      });
}
