import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findInFile, findInLines } from '../../core/finder/findReferences';
import { isMail } from '../../core/finder/mailLines';
import type { FinderContext } from '../../core/finder/finderContext';
import type { FileFindings } from '../../core/reference';
import { saysAnything } from '../../core/reference';
import type { Coverage, SearchScope } from '../../core/scope/searchScope';
import { pathFilter, ripgrepGlobs } from '../../core/scope/searchScope';
import { HitReader } from './ripgrepHits';
import type { Listing } from './ripgrepListing';
import { ignoring, listedFiles, listFiles, sizeLimit } from './ripgrepListing';
import type { RipgrepRun } from './ripgrepProcess';
import { runRipgrep } from './ripgrepProcess';
import { decodeText } from '../textFile';

/** What a search with ripgrep needs. */
export interface RipgrepScan {
  /** The program's absolute path. */
  readonly program: string;
  /** The folder's absolute path. */
  readonly folder: string;
  readonly scope: SearchScope;
  readonly context: FinderContext;
  /** Is told each file that is there, whether it is searched or not. */
  readonly onFile?: (path: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Searches a folder in one pass and yields what each file says, in no particular order; then what
 * was searched and what was not. Memory grows with the hits alone.
 */
export async function* scanWithRipgrep(scan: RipgrepScan): AsyncGenerator<FileFindings, Coverage> {
  const over = new AbortController();
  const signal = AbortSignal.any([scan.signal, over.signal]);
  const all = listFiles({ ...scan, signal }, ['--no-ignore']);
  // Awaited at the end; a search that fails first must not leave it unhandled.
  all.catch(() => undefined);
  try {
    return yield* search(scan, all);
  } finally {
    over.abort();
  }
}

interface Tally {
  env: number;
  binary: number;
  minified: number;
  unreadable: number;
}

async function* search(
  scan: RipgrepScan,
  all: Promise<Listing>,
): AsyncGenerator<FileFindings, Coverage> {
  const tally: Tally = { env: 0, binary: 0, minified: 0, unreadable: 0 };
  const hits = new HitReader();
  yield* findingsOfHits(scan, hits, tally);
  const explained = await explain(scan, await all, hits.searched(), tally.unreadable);
  for (const file of explained.ignoredEnvFiles) {
    const text = await textFile(join(scan.folder, file));
    if (text === undefined) tally.unreadable += 1;
    else {
      tally.env += 1;
      yield findInFile(text, file, scan.context);
    }
  }
  return coverage(explained, tally);
}

/** What became of the files that are there. */
interface Explained {
  readonly opened: number;
  readonly visible: Listing;
  readonly ignored: number;
  readonly ignoredEnvFiles: readonly string[];
}

/** Where every file was searched, nothing is left to explain; else Git's rules are asked again. */
async function explain(
  scan: RipgrepScan,
  all: Listing,
  searched: number | undefined,
  unreadable: number,
): Promise<Explained> {
  const { scope } = scan;
  const sifted = scope.include.length > 0;
  if (!sifted && searched === all.searchable) {
    return { opened: searched, visible: all, ignored: 0, ignoredEnvFiles: [] };
  }
  const [visible, small] = await Promise.all([
    scope.skipIgnored ? listFiles(scan, ignoring(scope)) : all,
    sifted ? listFiles(scan, [...ignoring(scope), ...sizeLimit(scope)]) : undefined,
  ]);
  const known = new Set(visible.envFiles);
  return {
    opened: searchedOf(small, unreadable) ?? searched ?? visible.searchable,
    visible,
    ignored: Math.max(0, listedFiles(all) - listedFiles(visible)),
    ignoredEnvFiles: all.envFiles.filter((file) => !known.has(file)).sort(),
  };
}

/** ripgrep counts what it searched before the included are sifted out, so that they are listed. */
function searchedOf(small: Listing | undefined, unreadable: number): number | undefined {
  return small && Math.max(0, small.searchable - unreadable);
}

async function* findingsOfHits(
  scan: RipgrepScan,
  hits: HitReader,
  tally: Tally,
): AsyncGenerator<FileFindings> {
  const { folder, context } = scan;
  const filter = pathFilter(scan.scope);
  const onUnreadable = (path: string | undefined) => {
    if (path === undefined || filter(slashed(path)) === undefined) tally.unreadable += 1;
  };
  for await (const records of runRipgrep({ ...searchRun(scan), onUnreadable })) {
    for (const { file: path, lines, binary } of hits.read(records)) {
      const file = slashed(path);
      if (filter(file) !== undefined) continue;
      if (binary) tally.binary += 1;
      if (lines.length === 0) continue;
      // A line break inside a line is an old Macintosh's: an editor counts it, ripgrep does not.
      const findings =
        isMail(file) || lines.some(({ text }) => text.includes('\r'))
          ? findInFile((await textFile(join(folder, file))) ?? '', file, context)
          : findInLines(lines, file, context);
      if (findings.minified) tally.minified += 1;
      else if (saysAnything(findings)) yield findings;
    }
  }
}

function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

function searchRun({ program, folder, scope, context, signal }: RipgrepScan): RipgrepRun {
  const args = [
    ...['--heading', '--null', '--line-number', '--stats', '--color', 'never'],
    ...['--no-config', '--no-unicode', '--ignore-case', '--hidden'],
    ...ignoring(scope),
    ...ripgrepGlobs(scope),
    ...sizeLimit(scope),
    ...['--regexp', context.triggerSource, '--', '.'],
  ];
  return { program, folder, args, separator: '\n', signal };
}

function coverage(
  { opened, visible, ignored, ignoredEnvFiles }: Explained,
  { env, binary, minified, unreadable }: Readonly<Tally>,
): Coverage {
  return {
    searched: opened - binary - minified + env,
    skipped: {
      excluded: visible.excluded,
      ignored: ignored - ignoredEnvFiles.length,
      binary: visible.binary + binary,
      tooLarge: Math.max(0, visible.searchable - opened - unreadable),
      minified,
      unreadable,
    },
  };
}

async function textFile(path: string): Promise<string | undefined> {
  try {
    return decodeText(await readFile(path));
  } catch {
    // Gone or forbidden since it was listed.
    return undefined;
  }
}
