import { fileIdSource } from '../fileId';
import type { IdMention } from './idMentions';
import { roleOfKey } from './idMentions';
import type { TextLine } from './textLine';

const opening = /([\w$@-]{1,64})\\*["'`]?\s*(?:=>|:=|[:=])\s*\[?\s*$/;
const element = new RegExp(
  `^\\s*(?:-\\s+)?\\\\*["'\`]?${fileIdSource}\\\\*["'\`]?\\s*(?:[,\\])}#/]|$)`,
);

/** Elements over several lines stand in lines that a person or a formatter wrote. */
const longestLine = 500;

interface OpenList {
  readonly key: string;
  readonly role: 'file' | 'named';
  /** The last line that belongs to it. */
  readonly line: number;
}

/** Follows, line by line, whether a list of fileIds is open, so that its elements are known as such. */
export class OpenIdList {
  private open: OpenList | undefined;

  /** The ids of the next line, each with what the list says about it. */
  next({ line, text }: TextLine, ids: readonly IdMention[]): readonly IdMention[] {
    const list = this.open?.line === line - 1 ? this.open : undefined;
    this.open = undefined;
    if (text.length > longestLine) return ids;
    if (list && element.test(text)) {
      if (!text.includes(']')) this.open = { ...list, line };
      return ids.map((id) => (id.role === 'bare' ? { ...id, role: list.role, key: list.key } : id));
    }
    // Looked at first, since most lines end otherwise and the search for a key costs more.
    const key = /[:=[]$|=>$/.test(text.trimEnd().slice(-2)) ? opening.exec(text)?.[1] : undefined;
    const role = key === undefined ? undefined : roleOfKey(key);
    if (key !== undefined && (role === 'file' || role === 'named')) {
      this.open = { key, role, line };
    }
    return ids;
  }
}
