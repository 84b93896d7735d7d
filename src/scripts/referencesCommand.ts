import { access, constants, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { finderContext } from '../core/finder/finderContext';
import { parseEndpoint } from '../core/finder/address/endpoint';
import type { FileFindings } from '../core/fileFindings';
import type { Reference } from '../core/reference';
import { ReferenceIndex } from '../core/lookup/referenceIndex';
import { keysOn } from '../core/scope/fileKeys';
import { globsOn } from '../core/scope/glob';
import type { Coverage, SearchEnd } from '../core/scope/searchScope';
import { defaultScope } from '../core/scope/searchScope';
import { findRipgrep, ripgrepOnPath } from '../io/search/ripgrepBinary';
import { searchFolder } from '../io/search/searchFolder';

const usage = `Usage: npm run references -- <folder> [options]

Prints what the files of a folder say about an ImageKit library. Makes no network call.

  --endpoint URL      a URL endpoint of the account; may be given several times
  --json              one JSON object a line
  --include GLOB      search only these files; may be given several times
  --exclude GLOB      leave these files out; may be given several times
  --max-size BYTES    leave larger files out (default ${defaultScope.maxFileSize})
  --ignored           search files that Git ignores, too
  --rg PROGRAM        the ripgrep to use; "none" walks through the files without it
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      endpoint: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      include: { type: 'string', multiple: true, default: [] },
      exclude: { type: 'string', multiple: true, default: [] },
      'max-size': { type: 'string', default: String(defaultScope.maxFileSize) },
      ignored: { type: 'boolean', default: false },
      rg: { type: 'string' },
    },
  });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new UsageError('Name one folder.');
  const folder = resolve(process.env['INIT_CWD'] ?? '.', given);
  if (!(await isFolder(folder))) throw new UsageError(`${given} is no folder.`);
  const endpoints = values.endpoint.map((url) => ({ url }));
  const wrong = endpoints.find((endpoint) => !parseEndpoint(endpoint));
  if (wrong) {
    throw new UsageError(
      `"${wrong.url}" is no URL endpoint, such as https://ik.imagekit.io/your_id or your own domain.`,
    );
  }
  const maxFileSize = Number(values['max-size']);
  if (!Number.isSafeInteger(maxFileSize) || maxFileSize <= 0) {
    throw new UsageError('--max-size takes a number of bytes.');
  }
  const { include, exclude, ignored } = values;
  const index = new ReferenceIndex();
  const scan = {
    scope: {
      include: globsOn(process.platform, include),
      exclude: globsOn(process.platform, exclude),
      maxFileSize,
      skipIgnored: !ignored,
      ignoreCase: keysOn(process.platform) !== undefined,
    },
    context: finderContext(endpoints),
    signal: new AbortController().signal,
  };
  const program = await chooseRipgrep(values.rg);
  const onFallback = (reason: string) => {
    throw new Error(reason);
  };
  const coverage = await drain(
    searchFolder({ ...scan, folder, ripgrep: program, onFallback }),
    index,
  );
  const write = values.json ? jsonLine : textLine;
  for (const reference of index.all()) process.stdout.write(`${write(reference)}\n`);
  process.stderr.write(`${summary(coverage, program)}\n`);
}

/** The person's slip; `parseArgs` throws a `TypeError`, and a glob with too many choices a `RangeError`. */
class UsageError extends Error {}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Nothing is there.
    return false;
  }
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    // Nothing is there, or it may not be run.
    return false;
  }
}

async function chooseRipgrep(given: string | undefined): Promise<string | undefined> {
  if (given === 'none') return undefined;
  if (given !== undefined) {
    if (/[\\/]/.test(given) && !(await isProgram(given)))
      throw new UsageError(`${given} is no program.`);
    return given;
  }
  return (await findRipgrep(join(__dirname, '../..'))) ?? ripgrepOnPath(process.env['PATH'] ?? '');
}

async function drain(
  scan: AsyncGenerator<FileFindings, SearchEnd>,
  index: ReferenceIndex,
): Promise<Coverage> {
  let step = await scan.next();
  for (; !step.done; step = await scan.next()) index.set(step.value);
  for (const file of step.value.media) index.siteFiles.add(file);
  return step.value;
}

/** What a reference names, flat: absent fields are left out of JSON. */
function named({ ref }: Reference): Record<string, string | undefined> {
  switch (ref.kind) {
    case 'id':
      return { fileId: ref.fileId };
    case 'version':
      return { fileId: ref.fileId, versionId: ref.versionId };
    case 'url':
      return { path: ref.path, account: ref.account, versionToken: ref.versionToken };
    case 'path':
      return { path: ref.path };
    case 'name':
      return { name: ref.name };
  }
}

function jsonLine(reference: Reference): string {
  const { place, ref, value, strength, otherAccount } = reference;
  return JSON.stringify({
    ...place,
    kind: ref.kind,
    value,
    ...named(reference),
    strength,
    ...(otherAccount ? { otherAccount } : {}),
  });
}

function textLine(reference: Reference): string {
  const { place, ref, value, strength } = reference;
  const what = Object.values(named(reference)).filter((each) => each !== undefined);
  return `${place.file}:${place.line}:${place.column}: ${strength} ${ref.kind} ${what.join(' ')} (${value})`;
}

function summary(
  { searched, skipped, unmatched = [] }: Coverage,
  program: string | undefined,
): string {
  const parts = Object.entries(skipped)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${count} ${reason}`);
  const how = program === undefined ? ' without ripgrep' : '';
  const idle = unmatched.map(({ list, glob }) => ` No file matches --${list} ${glob}.`).join('');
  return `Searched ${searched} files${how}; skipped: ${parts.join(', ') || 'none'}.${idle}`;
}

// Whoever reads the output may have seen enough: `| head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  const isUsage = [UsageError, TypeError, RangeError].some((kind) => error instanceof kind);
  process.stderr.write(isUsage ? `${text}\n\n${usage}` : `${text}\n`);
  process.exitCode = isUsage ? 2 : 1;
});
