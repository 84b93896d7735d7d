import * as vscode from 'vscode';
import { redact } from '../../api/redact';
import { guardTarget } from '../../core/plan/guards';
import type { BackupDecision } from '../../core/plan/plan';
import type { PublicationOutcome, PublicationTarget } from '../../core/publication/publication';
import {
  openTargets,
  type PublicationHeader,
  type PublicationRecord,
} from '../../core/publication/publicationRecord';
import {
  runPublication,
  type PublicationClient,
  type PublicationOptions,
} from '../../core/publication/publicationRun';
import { targetKey, type PlannedTarget } from '../../core/target';
import type { Connection } from '../account/connections';
import type { App } from '../app';
import type { Passage } from '../deletion/gate';
import { partOf } from '../plan/countText';
import { beginBackup, type RunBackup } from '../recovery/backups';
import { readHistoryLimits, readSettings } from '../settings/settings';
import { runByName } from '../ui/commandId';
import { withProgress } from '../ui/progress';
import { formatBytes } from '../ui/quantity';
import { publishedText } from '../run/publicationText';
import { canUndo, type ActivePublication, type PublicationEntry } from '../run/publications';

/** Publishes or unpublishes what a person has agreed to, and tells how it ended. Throws `AccountBusy`. */
export async function startPublication(
  app: App,
  passage: Passage,
  targets: readonly PublicationTarget[],
  header: Omit<PublicationHeader, 'publicationId' | 'account' | 'createdAt'>,
): Promise<void> {
  const { account } = passage.connection;
  await run(app, passage, await app.publications.begin(targets, account, header));
}

/** Goes on with one where it stopped. Throws as `startPublication`, and `PublicationUnreadable`. */
export async function resumePublication(
  app: App,
  passage: Passage,
  publicationId: string,
): Promise<void> {
  const { account } = passage.connection;
  await run(app, passage, await app.publications.reopen(publicationId, account));
}

async function run(app: App, passage: Passage, active: ActivePublication): Promise<void> {
  const { publications, library, log } = app;
  try {
    await withProgress('ImageKit', (say, signal) => drain(passage, active, say, signal));
  } finally {
    await active.end().catch((error: unknown) => {
      // What was sent is on the disk already.
      log.error(`publication: the record could not be closed: ${redact(String(error))}`);
    });
    library.refresh();
  }
  const { publicationId } = active.record.header;
  const entries = await publications.list();
  const entry = entries.find(({ header }) => header.publicationId === publicationId);
  if (entry) sayPublished(entry);
  await publications.prune(readHistoryLimits().maxAgeDays).catch((error: unknown) => {
    log.warn(`history: old records could not be removed: ${redact(String(error))}`);
  });
}

async function drain(
  { connection, limits }: Passage,
  { record, journal }: ActivePublication,
  say: (message: string, share?: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { change } = record.header;
  const open = openTargets(record);
  const progress = new PublicationProgress(record, open.length, say);
  const backup = await beginQuarantineBackup(connection, record, open, signal, (bytes) =>
    progress.backUp(bytes),
  );
  const options: PublicationOptions = {
    client: clientOf(connection),
    change,
    journal,
    inDoubt: record.sent,
    signal,
    ...(!change.isPublished && {
      guard: (asset) =>
        guardTarget(plannedTarget({ asset, olderVersions: undefined }), {
          protections: limits.protections,
          now: Date.now(),
          filesOfVersions: new Map(),
        }),
    }),
    ...(backup && {
      ensure: async (target) => {
        const planned = plannedTarget(target);
        return (await backup.gate.ensure([planned])).get(planned.key);
      },
    }),
  };
  const stopListening = connection.onWait((wait) => progress.wait(wait !== undefined));
  try {
    for await (const { outcome } of runPublication(open, options)) progress.add(outcome);
  } finally {
    stopListening();
    await backup?.end();
  }
}

/** A quarantine's backup, or the one that it has: nothing is unpublished before it is in there. */
async function beginQuarantineBackup(
  { account, client }: Connection,
  { header: { quarantine, publicationId } }: PublicationRecord,
  open: readonly PublicationTarget[],
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<RunBackup | undefined> {
  if (!quarantine) return undefined;
  const { folder, withVersions } = quarantine;
  const decision: BackupDecision = { kind: 'required', folder, withVersions };
  return beginBackup({
    runId: publicationId,
    plan: { targets: open.map(plannedTarget) },
    ...{ decision, account, signal, onProgress },
    client: client.recovery,
    concurrency: readSettings().concurrency,
  });
}

function plannedTarget({ asset, olderVersions }: PublicationTarget): PlannedTarget {
  const target = { kind: 'asset', asset, olderVersions } as const;
  return { key: targetKey(target), target, source: undefined, references: [] };
}

function clientOf({ client }: Pick<Connection, 'client'>): PublicationClient {
  const { recovery } = client;
  return {
    details: (fileId, signal) => recovery.details(fileId, signal),
    versionRecords: (fileId, signal) => recovery.versionRecords(fileId, signal),
    setPublished: (...asked) => recovery.setPublished(...asked),
    changeTag: async (change, fileId, tag, signal) => {
      await (change === 'add'
        ? client.addTags([fileId], [tag], signal)
        : client.removeTags([fileId], [tag], signal));
    },
  };
}

/** `unpublishing 3 of 10 files · backed up 4 MB`. */
class PublicationProgress {
  private done: number;
  private bytes = 0;
  private isWaiting = false;

  constructor(
    private readonly record: PublicationRecord,
    open: number,
    private readonly say: (message: string, share?: number) => void,
  ) {
    this.done = record.targets.length - open;
    this.show();
  }

  add(outcome: PublicationOutcome): void {
    if (outcome.kind !== 'notAttempted') this.done += 1;
    this.show();
  }

  backUp(bytes: number): void {
    this.bytes += bytes;
    this.show();
  }

  wait(isWaiting: boolean): void {
    this.isWaiting = isWaiting;
    this.show();
  }

  private show(): void {
    const { header, targets } = this.record;
    const count = partOf('asset', this.done, targets.length);
    const parts = [
      header.change.isPublished
        ? vscode.l10n.t('publishing {0}', count)
        : vscode.l10n.t('unpublishing {0}', count),
      ...(this.bytes > 0 ? [vscode.l10n.t('backed up {0}', formatBytes(this.bytes))] : []),
      ...(this.isWaiting ? [vscode.l10n.t("waiting for ImageKit's rate limit")] : []),
    ];
    this.say(parts.join(' · '), this.done / Math.max(1, targets.length));
  }
}

/** Says how it ended; the buttons lead back, on, or to its row. */
function sayPublished(entry: PublicationEntry): void {
  const { text, isWhole } = publishedText(entry);
  const { publicationId } = entry.header;
  const undo = vscode.l10n.t('Undo…');
  const goOn = vscode.l10n.t('Resume');
  const show = vscode.l10n.t('Show in History');
  const buttons = [...(canUndo(entry) ? [undo] : []), ...(entry.open > 0 ? [goOn] : []), show];
  const shown = isWhole
    ? vscode.window.showInformationMessage(text, ...buttons)
    : vscode.window.showWarningMessage(text, ...buttons);
  void shown.then(async (pressed) => {
    if (pressed === undo) await runByName('undoPublication', publicationId);
    if (pressed === goOn) await runByName('resumePublication', publicationId);
    if (pressed === show) await vscode.commands.executeCommand('imagekitCleanup.history.focus');
  });
}
