import type { ApiFailure } from '../../api/errors';
import type { GuardFinding } from '../plan/guards';
import type { LeftReason, RunFailure } from '../run/outcome';
import { reportColumns, reportMark } from '../lists/ownExport';
import { outcomesOf, type RunRecord } from './runRecord';
import { targetsOf, type RunTarget, type TargetState } from './runTargets';
import { summarize } from '../run/summary';
import { targetPath, type Target } from '../target';

type Facts = Readonly<
  Partial<Record<(typeof reportColumns)[number], string | number | readonly string[]>>
>;

/**
 * A run as a spreadsheet reads it: CSV by RFC 4180, in UTF-8 with its mark. A cell that a program
 * could take for a formula begins with an apostrophe; the JSON has every text as it is.
 */
export function runCsv(record: RunRecord): string {
  const rows = targetsOf(record).map((each) => {
    const facts = factsOf(each);
    return reportColumns.map((column) => csvCell(facts[column])).join(',');
  });
  return `\uFEFF${[reportColumns.join(','), ...rows].join('\r\n')}\r\n`;
}

/** A run for other programs: one JSON object, with a line for each target. */
export function runJson(record: RunRecord): string {
  const { header, state } = record;
  const { counts, deletedBytes } = summarize(outcomesOf(record));
  const run = {
    runId: header.runId,
    planId: header.planId,
    account: header.account.name,
    startedAt: header.createdAt,
    state,
    targets: header.targets,
    bytes: header.bytes,
    ...counts,
    inDoubt: record.inDoubt.size,
    deletedBytes,
  };
  const rows = targetsOf(record).map((each) => JSON.stringify(factsOf(each)));
  return [
    '{',
    `"format": ${JSON.stringify(reportMark)},`,
    '"version": 1,',
    `"run": ${JSON.stringify(run)},`,
    '"targets": [',
    rows.join(',\n'),
    ']',
    '}',
    '',
  ].join('\n');
}

/** Spreadsheets take these for the start of a formula, behind blanks too; some in their wide forms. */
const formulaStart = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/**
 * The same behind what another spreadsheet parts cells by: one that expects semicolons takes no quote
 * in the middle of a line for one.
 */
const innerFormula = /([;\t\r\n][^\S\t\r\n]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

function csvCell(value: Facts[keyof Facts]): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : value.join(', ');
  const inside = text.replace(innerFormula, "$1'");
  const harmless = formulaStart.test(text) ? `'${inside}` : inside;
  return /[",;'\s]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function factsOf({ planned: { target, source }, state }: RunTarget): Facts {
  return {
    path: targetPath(target),
    ...fileFacts(target),
    outcome: state.kind,
    ...stateFacts(state),
    ...(source && { sourceFile: source.file, sourceLine: source.line }),
  };
}

function fileFacts(target: Target): Facts {
  if (target.kind === 'folder') return { type: 'folder' };
  const type = target.kind === 'asset' ? 'file' : 'version';
  const file = target.kind === 'asset' ? target.asset : target.version;
  const { fileId, versionId, versionName, size, url, tags } = file;
  return {
    type,
    fileId,
    ...(versionId !== undefined && { versionId }),
    ...(versionName !== undefined && { versionName }),
    ...(size !== undefined && { bytes: size }),
    url,
    tags,
  };
}

function stateFacts(state: TargetState): Facts {
  switch (state.kind) {
    case 'deleted':
    case 'alreadyGone':
      return state.requestId === undefined ? {} : { requestId: state.requestId };
    case 'failed':
    case 'unknown':
      return failureFacts(state.failure);
    case 'notAttempted':
      return reasonFacts(state.reason);
    case 'inDoubt':
    case 'open':
      return {};
  }
}

function reasonFacts(reason: LeftReason): Facts {
  switch (reason.kind) {
    case 'cancelled':
      return { cause: 'cancelled' };
    case 'stopped':
    case 'unchecked':
      return failureFacts(reason.failure);
    case 'silent':
      return { cause: 'no answer' };
    case 'noRecord':
      return { cause: reason.problem === 'disk' ? reason.message : `record ${reason.problem}` };
    case 'kept':
      return { cause: `kept: ${findingFact(reason.finding)}` };
    case 'notEmpty':
      return { cause: `not empty: ${reason.paths.join(', ')}` };
    case 'notBackedUp':
      return { cause: `not backed up: ${reason.why.kind}` };
  }
}

function findingFact(finding: GuardFinding): string {
  switch (finding.kind) {
    case 'protectedTag':
      return `protected tag ${finding.tag}`;
    case 'protectedPath':
      return `protected path ${finding.pattern}`;
    case 'protectedId':
      return `protected id ${finding.id}`;
    case 'tooYoung':
      return `younger than ${finding.minAgeHours} hours`;
    case 'currentVersion':
      return 'current version';
    case 'changed':
      return `changed ${finding.what}`;
    case 'unsendable':
      return 'unsendable id or path';
    case 'added':
      return 'not planned';
    case 'unseen':
      return 'not seen';
    case 'mentioned':
      return `mentioned in ${finding.place.file}:${finding.place.line}`;
    case 'occupied':
      return `holds ${finding.holds}`;
  }
}

function failureFacts(failure: RunFailure): Facts {
  switch (failure.kind) {
    case 'interrupted':
      return { cause: 'interrupted' };
    case 'notLookedUp':
      return { cause: 'not looked up' };
    case 'unmentioned': {
      const { requestId } = failure;
      return { cause: 'unmentioned', ...(requestId !== undefined && { requestId }) };
    }
    default:
      return apiFacts(failure);
  }
}

function apiFacts({ message, status, requestId }: ApiFailure): Facts {
  return {
    cause: message,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
  };
}
