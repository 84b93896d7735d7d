import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findInFile, findInLines } from '../core/references/findReferences';
import type { FinderContext } from '../core/references/finderContext';
import type { FileFindings } from '../core/references/reference';
import { saysAnything } from '../core/references/reference';
import type { Coverage, SearchScope } from '../core/references/searchScope';
import { pathFilter, ripgrepGlobs } from '../core/references/searchScope';
import { HitReader } from './ripgrepHits';
import type { Listing } from './ripgrepListing';
import { ignoring, listFiles, sizeLimit } from './ripgrepListing';
import type { RipgrepRun } from './ripgrepProcess';
import { runRipgrep } from './ripgrepProcess';
import { decodeText } from './textFile';

/** What a search with ripgrep needs. */
export interface RipgrepScan {
  /** The program's absolute path. */
  readonly program: string;
  /** The folder's absolute path. */
  readonly folder: string;
  readonly scope: SearchScope;
  readonly context: FinderContext;
  readonly signal: AbortSignal;
}

/**
 * Searches a folder in one pass and yields what each file says, in no particular order; then what
 * was searched and what was not. Memory grows with the hits alone.
 */
export async function* scanWithRipgrep(scan: RipgrepScan): AsyncGenerator<FileFindings, Coverage> {
  const over = new AbortController();
  const signal = AbortSignal.any([scan.signal, over.signal]);
  const listing = listFiles({ ...scan, signal });
  // Awaited at the end; a search that fails first must not leave it unhandled.
  listing.catch(() => undefined);
  try {
    return yield* search(scan, listing);
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
  listed: Promise<Listing>,
): AsyncGenerator<FileFindings, Coverage> {
  const tally: Tally = { env: 0, binary: 0, minified: 0, unreadable: 0 };
  const hits = new HitReader();
  yield* findingsOfHits(scan, hits, tally);
  const listing = await listed;
  for (const file of listing.ignoredEnvFiles) {
    const text = await textFile(join(scan.folder, file));
    if (text === undefined) tally.unreadable += 1;
    else {
      tally.env += 1;
      yield findInFile(text, file, scan.context);
    }
  }
  return coverage(listing, hits.searched() ?? listing.searchable, tally);
}

async function* findingsOfHits(
  scan: RipgrepScan,
  hits: HitReader,
  tally: Tally,
): AsyncGenerator<FileFindings> {
  const { folder, context } = scan;
  const filter = pathFilter(scan.scope);
  const onUnreadable = () => (tally.unreadable += 1);
  for await (const records of runRipgrep({ ...searchRun(scan), onUnreadable })) {
    for (const { file: path, lines, binary } of hits.read(records)) {
      const file = process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
      if (filter(file) !== undefined) continue;
      if (binary) tally.binary += 1;
      if (lines.length === 0) continue;
      // A line break inside a line is an old Macintosh's: an editor counts it, ripgrep does not.
      const findings = lines.some(({ text }) => text.includes('\r'))
        ? findInFile((await textFile(join(folder, file))) ?? '', file, context)
        : findInLines(lines, file, context);
      if (findings.minified) tally.minified += 1;
      else if (saysAnything(findings)) yield findings;
    }
  }
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

function coverage(listing: Listing, searched: number, tally: Readonly<Tally>): Coverage {
  const opened = listing.small ?? searched;
  return {
    searched: opened - tally.binary - tally.minified + tally.env,
    skipped: {
      excluded: listing.excluded,
      ignored: listing.ignored - listing.ignoredEnvFiles.length,
      binary: listing.binary + tally.binary,
      tooLarge: Math.max(0, listing.searchable - opened - tally.unreadable),
      minified: tally.minified,
      unreadable: tally.unreadable,
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
