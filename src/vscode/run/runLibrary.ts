import * as vscode from 'vscode';
import { learnUrlEndpoint } from '../../core/account/urlEndpoint';
import { compareLibrary } from '../../core/journal/runLibrary';
import type { RunRecord } from '../../core/journal/runRecord';
import type { Connection } from '../account/connections';
import { oneLine } from '../ui/oneLine';
import { plural } from '../ui/plural';
import { formatCount } from '../ui/quantity';
import { OtherLibrary } from '../failures/errors';
import type { Runs } from './runs';

/**
 * Whether a connection leads to the library of a run: by its key, by a delivery URL that it shows, or
 * by the person's word. In another library every file of the run would look gone. Throws
 * `OtherLibrary`, or `ApiError` when it can't be looked at.
 */
export async function isLibraryOfRun(
  runs: Pick<Runs, 'libraryOf'>,
  connection: Connection,
  { header, targets }: Pick<RunRecord, 'header' | 'targets'>,
): Promise<boolean> {
  const match = compareLibrary(header.library, targets, await runs.libraryOf(connection));
  switch (match.kind) {
    case 'same':
      return true;
    case 'otherHost':
      throw new OtherLibrary(connection.account, match.recorded);
    case 'unproven': {
      const [first] = await connection.client.list({ limit: 1 });
      const shown = first?.type === 'file' ? learnUrlEndpoint(first) : undefined;
      if (shown !== undefined && match.urlEndpoints.includes(shown)) return true;
      return askWhetherSame(oneLine(connection.account.name), match.urlEndpoints, shown);
    }
  }
}

async function askWhetherSame(
  name: string,
  recorded: readonly string[],
  shown: string | undefined,
): Promise<boolean> {
  const same = vscode.l10n.t('Same Library');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Is this run from the library that {0} opens now?', name),
    {
      modal: true,
      detail: [
        vscode.l10n.t('The run used another key, or none was recorded.'),
        recorded.length === 0
          ? vscode.l10n.t("Where its files were isn't known.")
          : vscode.l10n.t('Its files were at {0}.', oneLine(recorded.join(', '))),
        shown === undefined
          ? vscode.l10n.t('The library is empty.')
          : vscode.l10n.t('The library has files at {0}.', oneLine(shown)),
        vscode.l10n.t('In another library, all files of the run would look deleted.'),
      ].join(' '),
    },
    same,
  );
  return answer === same;
}

/** Asks whether a run whose library can't be reached any more shall end where it is. */
export async function askToCloseElsewhere(
  { account, recorded }: OtherLibrary,
  inDoubt: number,
): Promise<boolean> {
  const close = vscode.l10n.t('Close Run');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Close this run without looking anything up?'),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'It deleted from {0}, but {1} now uses another API host.',
          oneLine(recorded),
          oneLine(account.name),
        ),
        ...(inDoubt === 0
          ? []
          : [
              plural(inDoubt, {
                one: vscode.l10n.t(
                  '{0} item that may already be deleted will be recorded as unknown.',
                  formatCount(inDoubt),
                ),
                other: vscode.l10n.t(
                  '{0} items that may already be deleted will be recorded as unknown.',
                  formatCount(inDoubt),
                ),
              }),
            ]),
      ].join(' '),
    },
    close,
  );
  return answer === close;
}
