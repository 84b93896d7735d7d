import type { FinderContext } from './finderContext';

/** A line of a file; `line` counts from 1. */
export interface TextLine {
  readonly line: number;
  /** Without its line break. */
  readonly text: string;
  /** Of a very long line, `text` is only a part. */
  readonly part?: LinePart | undefined;
}

/** Where a part of a line stands. Parts overlap, so that each shows what stands around. */
export interface LinePart {
  /** Where it begins in the line. */
  readonly shift: number;
  /** What begins from here on in the part, before `to`, is the part's own. */
  readonly from: number;
  readonly to: number;
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
  const breakAfter = text.includes('\r') ? anyBreakAfter : lineFeedAfter;
  let line = 1;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  trigger.lastIndex = start;
  for (let hit = trigger.exec(text); hit; hit = trigger.exec(text)) {
    let found = breakAfter(text, start);
    for (; found.at < hit.index; found = breakAfter(text, start)) {
      line += 1;
      start = found.end;
    }
    yield { line, text: text.slice(start, found.at) };
    trigger.lastIndex = found.at;
  }
}

/** A line break; the end of the text if there is none. */
interface LineBreak {
  readonly at: number;
  readonly end: number;
}

function lineFeedAfter(text: string, from: number): LineBreak {
  const at = text.indexOf('\n', from);
  return at < 0 ? { at: text.length, end: text.length } : { at, end: at + 1 };
}

function anyBreakAfter(text: string, from: number): LineBreak {
  const lineBreak = /\r\n|\r|\n/g;
  lineBreak.lastIndex = from;
  const at = lineBreak.exec(text)?.index ?? text.length;
  return { at, end: Math.max(at, lineBreak.lastIndex) };
}
