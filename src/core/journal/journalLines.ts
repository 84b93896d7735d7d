import { journalFormat, type JournalEntry } from './journalSchema';
import type { TargetOutcome } from '../run/outcome';
import type { RunLibrary } from './runLibrary';
import type { OnlyTarget, RunHeader } from './runRecord';
import type { Summary } from '../run/summary';
import { targetBytes, targetPath, type PlannedTarget, type Target } from '../target';

/*
 * A journal is a text of lines, each a JSON object that stands by itself:
 *
 *   run       what runs: account, plan, how many targets
 *   target    one for each target of the plan, with everything that is known of it
 *   planned   the plan is complete; without this line nothing was ever sent
 *   intent    a request for these keys is about to be sent
 *   outcome   how one target ended; the last one counts
 *   end       every target has its outcome, with the totals
 *   resumed   the run goes on after an `end` or an interruption
 *
 * `run` and `resumed` name the library: the API's origin, delivery URLs, a fingerprint of the key.
 * The key of an account is in none of them. A last line without its line break was torn by a crash
 * and is not read.
 */

/** The first line. */
export function runLine(header: RunHeader): string {
  const { runId, planId, account, library, createdAt, targets, targetKind, only } = header;
  const { bytes, backup } = header;
  const { id, name } = account;
  return line({
    kind: 'run',
    format: journalFormat,
    runId,
    planId,
    account: { id, name },
    library: library && libraryOf(library),
    at: createdAt,
    targets,
    targetKind,
    only,
    bytes,
    backup: backup && { withVersions: backup.withVersions, folder: backup.folder },
  });
}

/** A target by its path, a version by its name as well. */
export function onlyTarget(target: Target): OnlyTarget {
  const path = targetPath(target);
  if (target.kind !== 'version') return { path };
  return { path, versionName: target.version.versionName ?? target.version.versionId };
}

/** One target of the plan. */
export function targetLine({ key, target, source, references }: PlannedTarget): string {
  return line({ kind: 'target', key, target, source, references });
}

/** The mark that the plan is complete. */
export function plannedLine(targets: number): string {
  return line({ kind: 'planned', targets });
}

/** What has to be on disk before the request of a batch. `at`: ISO 8601, here and below. */
export function intentLine(batch: readonly PlannedTarget[], at: string): string {
  return line({ kind: 'intent', at, keys: batch.map(({ key }) => key) });
}

/** How one target ended, with what identifies it for a reader of this line alone. */
export function outcomeLine({ planned, outcome }: TargetOutcome, at: string): string {
  const { key, target, source } = planned;
  return line({ kind: 'outcome', at, key, ...factsOf(target), source, outcome });
}

/** The run goes on, in the library that this part of it talks to. */
export function resumedLine(at: string, library: RunLibrary | undefined): string {
  return line({ kind: 'resumed', at, library: library && libraryOf(library) });
}

function libraryOf({ apiHost, urlEndpoints, keyPrint }: RunLibrary): RunLibrary {
  return { apiHost, urlEndpoints, keyPrint };
}

/** Every target has its outcome. */
export function endLine({ counts, deletedBytes }: Summary, at: string): string {
  return line({ kind: 'end', at, counts, deletedBytes });
}

interface Line {
  readonly kind: JournalEntry['kind'];
  readonly [field: string]: unknown;
}

function line(entry: Line): string {
  return `${JSON.stringify(entry)}\n`;
}

function factsOf(target: Target) {
  const path = targetPath(target);
  if (target.kind === 'folder') return { path };
  const { fileId, versionId, url, tags } = target.kind === 'asset' ? target.asset : target.version;
  return { path, fileId, versionId, size: targetBytes(target), url, tags };
}
