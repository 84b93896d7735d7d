import type { FinderContext } from './finderContext';

/** A line of a file; `line` counts from 1. */
export interface TextLine {
  readonly line: number;
  /** Without its line break. */
  readonly text: string;
}

/** A line of which is known whether a search hands it over: others must not make a difference. */
export interface KnownLine extends TextLine {
  readonly counts: boolean;
}

/** Whether a line can say anything. */
export function matchesTrigger(text: string, { trigger }: FinderContext): boolean {
  trigger.lastIndex = 0;
  return trigger.test(text);
}

/** The lines of a text that can say anything, in the positions that an editor shows. */
export function* triggeredLines(text: string, context: FinderContext): Generator<TextLine> {
  const trigger = new RegExp(context.trigger);
  const lineBreak = /\r\n|\r|\n/g;
  let line = 1;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  trigger.lastIndex = start;
  for (let hit = trigger.exec(text); hit; hit = trigger.exec(text)) {
    lineBreak.lastIndex = start;
    let end = text.length;
    for (let found = lineBreak.exec(text); found; found = lineBreak.exec(text)) {
      if (found.index >= hit.index) {
        end = found.index;
        break;
      }
      line += 1;
      start = lineBreak.lastIndex;
    }
    yield { line, text: text.slice(start, end) };
    trigger.lastIndex = end;
  }
}
