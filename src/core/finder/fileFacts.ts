import { configuredEndpoints, namesEndpoint } from './address/configuredEndpoints';
import { speaksOfImageKit } from './pathMentions';
import type { ReadLine } from './readLines';
import type { ElementNames, LineElements } from './sdkElements';
import { NamesReader, noElements, OpenElements } from './sdkElements';
import { speaksOfVersions } from './versionPairs';

/** What all lines of a file together say, by which each is judged. */
export interface FileFacts {
  /** Endpoints that it configures. */
  readonly endpoints: readonly string[];
  /** Folders, as `/shop`, that its URLs without a file lead to. */
  readonly folders: readonly string[];
  /** It configures or uses an endpoint, maybe by a name alone. */
  readonly hasEndpoint: boolean;
  /** It works with ImageKit. */
  readonly speaks: boolean;
  /** Its ids are those of versions, too. */
  readonly speaksOfVersions: boolean;
  /** It holds a database's own ids, and no word of ImageKit. */
  readonly isDatabase: boolean;
  /** Elements begin in it. */
  readonly hasTags: boolean;
  /** What ImageKit's elements are called. */
  readonly names: ElementNames;
}

/** Gathers what the lines of a file together say. */
export class FactsReader {
  private readonly endpoints = new Set<string>();
  private readonly folderUrls = new Set<string>();
  private readonly names = new NamesReader();
  private speaks = false;
  private speaksOfVersions = false;
  private hasUrls = false;
  private hasDatabaseIds = false;
  private namesEndpoint = false;
  private hasTags = false;

  constructor(private readonly file: string) {}

  add(line: ReadLine): void {
    if (line.lone) return;
    const { text, urls, ids } = line;
    for (const endpoint of urls.endpoints) this.endpoints.add(endpoint);
    for (const endpoint of configuredEndpoints(text, this.file)) this.endpoints.add(endpoint);
    for (const folder of urls.folders) this.folderUrls.add(folder);
    this.hasUrls ||= urls.mentions.length > 0;
    this.speaks ||= this.endpoints.size > 0 || speaksOfImageKit(text, urls.spans);
    this.namesEndpoint ||= namesEndpoint(text);
    this.speaksOfVersions ||= speaksOfVersions(line);
    this.hasDatabaseIds ||= ids.some(({ role }) => role === 'database');
    this.hasTags ||= text.includes('<');
    this.names.add(line);
  }

  facts(): FileFacts {
    return {
      endpoints: [...this.endpoints],
      folders: [...this.folderUrls],
      hasEndpoint: this.endpoints.size > 0 || this.namesEndpoint,
      speaks: this.speaks,
      speaksOfVersions: this.speaksOfVersions,
      isDatabase: this.hasDatabaseIds && !this.speaks && !this.hasUrls,
      hasTags: this.hasTags,
      names: this.names.names(),
    };
  }
}

/** Whether two say the same about each line. */
export function judgeAlike(one: FileFacts, other: FileFacts): boolean {
  return (
    one.speaks === other.speaks &&
    one.speaksOfVersions === other.speaksOfVersions &&
    one.isDatabase === other.isDatabase &&
    one.hasTags === other.hasTags &&
    one.names.own.source === other.names.own.source
  );
}

/**
 * Where lines stand among elements, by their place in the lines; most stand in none. What an element
 * turns out to be is known when its last line has been read.
 */
export function elementsOf(
  lines: Iterable<ReadLine>,
  { hasTags, names }: FileFacts,
): ReadonlyMap<number, LineElements> {
  const elements = new Map<number, LineElements>();
  if (!hasTags) return elements;
  const open = new OpenElements(names);
  let at = -1;
  for (const line of lines) {
    at += 1;
    const here = open.next(line);
    if (here !== noElements) elements.set(at, here);
  }
  return elements;
}
