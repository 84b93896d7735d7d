import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextLine } from '../core/references/findReferences';
import { findInFile, findInLines } from '../core/references/findReferences';
import type { FinderContext } from '../core/references/finderContext';
import type { FileFindings } from '../core/references/reference';
import type { Coverage, SearchScope } from '../core/references/searchScope';
import { pathFilter, ripgrepGlobs } from '../core/references/searchScope';
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

type Text = { readonly text: string } | { readonly bytes: string };

type Message =
  | { readonly type: 'begin' }
  | {
      readonly type: 'match';
      readonly data: { readonly path: Text; readonly lines: Text; readonly line_number: number };
    }
  | {
      readonly type: 'end';
      readonly data: { readonly path: Text; readonly binary_offset: number | null };
    }
  | { readonly type: 'summary'; readonly data: { readonly stats: { readonly searches: number } } };

/**
 * Searches a folder in one pass and yields what each file says, in no particular order; then what
 * was searched and what was not. Memory grows with the hits alone.
 */
export async function* scanWithRipgrep(scan: RipgrepScan): AsyncGenerator<FileFindings, Coverage> {
  const { folder, context } = scan;
  let searched = 0;
  let binary = 0;
  let minified = 0;
  let lines: TextLine[] = [];
  const filter = pathFilter(scan.scope);
  const search = runRipgrep(searchRun(scan));
  let step = await search.next();
  for (; !step.done; step = await search.next()) {
    for (const record of step.value) {
      const message = JSON.parse(record) as Message;
      if (message.type === 'match') lines.push(lineOf(message.data));
      else if (message.type === 'end') {
        const file = pathOf(message.data.path);
        if (filter(file) === undefined && message.data.binary_offset !== null) binary += 1;
        else if (filter(file) === undefined) {
          const findings = await findingsOf(file, lines, scan);
          if (findings.minified) minified += 1;
          else yield findings;
        }
        lines = [];
      } else if (message.type === 'summary') searched = message.data.stats.searches;
    }
  }
  let unreadable = step.value.complaints;
  let env = 0;
  const listing = await listFiles(scan);
  for (const file of listing.ignoredEnvFiles) {
    const text = await textFile(join(folder, file));
    if (text === undefined) {
      unreadable += 1;
      continue;
    }
    env += 1;
    yield findInFile(text, file, context);
  }
  return coverage(listing, { searched, env, binary, minified, unreadable });
}

function searchRun({ program, folder, scope, context, signal }: RipgrepScan): RipgrepRun {
  const args = [
    ...['--json', '--no-config', '--no-unicode', '--ignore-case', '--hidden'],
    ...ignoring(scope),
    ...ripgrepGlobs(scope),
    ...sizeLimit(scope),
    ...['--regexp', context.triggerSource, '--', '.'],
  ];
  return { program, folder, args, separator: '\n', signal };
}

function coverage(
  listing: Listing,
  seen: Pick<Coverage, 'searched'> & {
    /** `.env` files that Git ignores and that were read all the same. */
    readonly env: number;
    readonly binary: number;
    readonly minified: number;
    readonly unreadable: number;
  },
): Coverage {
  const opened = listing.small ?? seen.searched;
  return {
    searched: opened - seen.binary - seen.minified + seen.env,
    skipped: {
      excluded: listing.excluded,
      ignored: listing.ignored - listing.ignoredEnvFiles.length,
      binary: listing.binary + seen.binary,
      tooLarge: Math.max(0, listing.searchable - opened - seen.unreadable),
      minified: seen.minified,
      unreadable: seen.unreadable,
    },
  };
}

/** A line break inside a line is an old Macintosh's, which an editor counts and ripgrep does not. */
async function findingsOf(
  file: string,
  lines: readonly TextLine[],
  { folder, context }: RipgrepScan,
): Promise<FileFindings> {
  if (!lines.some(({ text }) => text.includes('\r'))) return findInLines(lines, file, context);
  return findInFile((await textFile(join(folder, file))) ?? '', file, context);
}

async function textFile(path: string): Promise<string | undefined> {
  try {
    return decodeText(await readFile(path));
  } catch {
    // Gone or forbidden since it was listed.
    return undefined;
  }
}

function lineOf(data: (Message & { readonly type: 'match' })['data']): TextLine {
  const text = textOf(data.lines).replace(/\r?\n$/, '');
  return {
    line: data.line_number,
    text: data.line_number === 1 ? text.replace(/^\uFEFF/, '') : text,
  };
}

function pathOf(path: Text): string {
  const text = textOf(path);
  return (process.platform === 'win32' ? text.replaceAll('\\', '/') : text).replace(/^\.\//, '');
}

/** What is not UTF-8 comes as bytes. */
function textOf(text: Text): string {
  return 'text' in text ? text.text : new TextDecoder().decode(Buffer.from(text.bytes, 'base64'));
}
