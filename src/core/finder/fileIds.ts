import type { FileFacts } from './fileFacts';
import type { IdMention } from './idMentions';
import { idReference, namesMedia } from './idMentions';
import type { Mention } from './mention';
import { OpenIdList } from './openIdList';
import type { ReadLine, ReadLines } from './readLines';
import type { IdLine } from './versionPairs';
import { versionReferences } from './versionPairs';

/** The references that the ids of a file make, line by line, as the whole of it makes them. */
export class FileIds {
  readonly #list = new OpenIdList();
  readonly #ofVersions: ((at: number) => readonly Mention[]) | undefined;
  #at = -1;

  constructor(
    lines: ReadLines,
    private readonly facts: FileFacts,
    private readonly isEnvironment: boolean,
  ) {
    if (facts.speaksOfVersions) this.#ofVersions = versionReferences(this.#idLines(lines));
  }

  /** It must be called for each line in turn. */
  next(line: ReadLine): readonly Mention[] {
    this.#at += 1;
    if (this.#ofVersions) return this.#ofVersions(this.#at);
    return this.#idsOf(this.#list, line).map(idReference);
  }

  *#idLines(lines: ReadLines): Generator<IdLine> {
    const list = new OpenIdList();
    for (const line of lines) {
      const { text, part } = line;
      yield { line: line.line, text, part, ids: this.#idsOf(list, line) };
    }
  }

  #idsOf(list: OpenIdList, line: ReadLine): readonly IdMention[] {
    const ids = list.next(line, line.ids);
    if (!this.facts.isDatabase && !this.isEnvironment) return ids;
    return ids.map((id) =>
      id.role === 'bare' && this.#isOthers(id) ? { ...id, role: 'foreign' } : id,
    );
  }

  /**
   * Beside a database's own ids, an id without a word about it is one of them. An environment holds
   * the ids of many services: one is a file's where its key speaks of one.
   */
  #isOthers({ key }: IdMention): boolean {
    return this.facts.isDatabase || (key !== undefined && !namesMedia(key));
  }
}
