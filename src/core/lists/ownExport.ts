import { csvDelimiters, readCsv } from './csv';

/** What every report of a run says that it is, in whichever format. */
export const reportMark = 'imagekit-cleanup-run';

/** The columns of a run's CSV; its first line is the mark of such a file. */
export const reportColumns = [
  'path',
  'type',
  'fileId',
  'versionId',
  'versionName',
  'bytes',
  'url',
  'tags',
  'outcome',
  'cause',
  'status',
  'requestId',
  'sourceFile',
  'sourceLine',
] as const;

/** The mark in a report that people read: a line of its own, in brackets or in a comment of Markdown. */
const markLine = /^\s*(?:\[|<!--)\s*imagekit-cleanup-run\s*(?:\]|-->)\s*$/;

/** How much of a file's beginning tells whether it is a report. */
export const reportHead = 4_096;

/**
 * Whether a file that begins so is a report of a run: CSV, also as a spreadsheet saves it, JSON, or
 * text. It names what was deleted, and doesn't use it.
 */
export function isOwnReport(head: string): boolean {
  const text = head.slice(0, reportHead).replace(/^\uFEFF/, '');
  const lines = text.split(/\r\n|\r|\n/, 3);
  if (lines.some((line) => markLine.test(line))) return true;
  if (/^\s*\{\s*"format"\s*:\s*"imagekit-cleanup-run"/.test(text)) return true;
  return lines.some((line) =>
    csvDelimiters.some((delimiter) => {
      const [record] = readCsv(line, delimiter);
      // Whoever worked with it may have added columns.
      const cells = record?.cells.slice(0, reportColumns.length).map((cell) => cell.trim());
      return cells?.join() === reportColumns.join();
    }),
  );
}
