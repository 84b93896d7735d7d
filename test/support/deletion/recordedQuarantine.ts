import { ImageKitClient } from '../../../src/api/client';
import { pages } from '../../../src/api/pages';
import type { PublicationTarget } from '../../../src/core/publication/publication';
import { isInterrupted, openTargets } from '../../../src/core/publication/publicationRecord';
import { runPublication } from '../../../src/core/publication/publicationRun';
import { PublicationFolder } from '../../../src/io/publication/publicationFolder';
import { beginBackup } from '../../../src/vscode/recovery/backups';
import { account, type RunPlace } from './recordedRun';
import { planned } from './targets';

/** What files of a quarantine are tagged with. */
export const quarantineTag = 'cleanup-2026-11-29';

/**
 * Quarantines what is doomed, with its backup and its record, or goes on with that where it was
 * interrupted. `onMoment` is told of each step: about to write, written, answered.
 */
export async function recordedQuarantine(
  place: RunPlace,
  onMoment: () => void = () => undefined,
): Promise<void> {
  const { backup, apiHost, privateKey, journalFolder, doomed } = place;
  if (!backup) throw new Error('A quarantine has a backup.');
  const fast = { readsPerSecond: 1e5, writesPerSecond: 1e5, concurrency: 32 };
  const client = new ImageKitClient({ apiHost, privateKey, ...fast });
  const records = new PublicationFolder(journalFolder);
  const [last] = await records.list();
  if (last && !isInterrupted(last)) return;
  const targets: PublicationTarget[] = [];
  for await (const page of pages(client, { path: doomed, type: 'file' })) {
    for (const asset of page) {
      if (asset.type === 'file') targets.push({ asset, olderVersions: undefined });
    }
  }
  const { folder } = backup;
  const open = last
    ? await records.reopen(last.header.publicationId)
    : await records.begin(targets, {
        account,
        createdAt: new Date().toISOString(),
        change: {
          isPublished: false,
          withVersions: true,
          tag: { change: 'add', name: quarantineTag },
        },
        quarantine: { dueAt: '2026-12-29T00:00:00.000Z', folder, withVersions: true },
      });
  onMoment();
  const { record, journal } = open;
  const left = openTargets(record);
  const plannedOf = ({ asset }: PublicationTarget) =>
    planned({ kind: 'asset', asset, olderVersions: undefined });
  const { signal } = new AbortController();
  const run = await beginBackup({
    runId: record.header.publicationId,
    plan: { targets: left.map(plannedOf) },
    decision: { kind: 'required', folder, withVersions: true },
    account: { ...account, kind: 'sandbox', urlEndpoints: [backup.urlEndpoint] },
    client: client.recovery,
    concurrency: 8,
    signal,
    onProgress: () => undefined,
  });
  const { recovery } = client;
  const ends = runPublication(left, {
    client: {
      details: (fileId) => recovery.details(fileId),
      versionRecords: (fileId) => recovery.versionRecords(fileId),
      setPublished: (...asked) => recovery.setPublished(...asked),
      changeTag: async (_change, fileId, tag) => {
        await client.addTags([fileId], [tag]);
      },
    },
    change: record.header.change,
    journal: {
      async sending(fileId, request) {
        onMoment();
        await journal.sending(fileId, request);
        onMoment();
      },
      async ended(fileId, outcome) {
        onMoment();
        await journal.ended(fileId, outcome);
      },
    },
    inDoubt: record.sent,
    ensure: async (target) => {
      const one = plannedOf(target);
      return (await run.gate.ensure([one])).get(one.key);
    },
    signal,
  });
  const iterator = ends[Symbol.asyncIterator]();
  while (!(await iterator.next()).done);
  await run.end();
  await open.close();
}
