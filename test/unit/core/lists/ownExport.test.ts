import assert from 'node:assert/strict';
import { runCsv, runJson } from '../../../../src/core/journal/runExport';
import type { RunRecord } from '../../../../src/core/journal/runRecord';
import { isOwnReport, reportColumns, reportMark } from '../../../../src/core/lists/ownExport';
import { listFilesOf, listPlace } from '../../../../src/core/lists/listPlace';
import { unreadableLine } from '../../../../src/core/lists/unreadableLine';

const record: RunRecord = {
  header: {
    runId: 'run',
    planId: 'plan',
    account: { id: 'a', name: 'acme' },
    createdAt: '2026-01-02T03:04:05.000Z',
    targets: 0,
    bytes: 0,
  },
  state: 'finished',
  targets: [],
  outcomes: new Map(),
  inDoubt: new Set(),
} as unknown as RunRecord;

suite('isOwnReport', () => {
  const reports: readonly (readonly [string, string])[] = [
    ['a run as CSV', runCsv(record)],
    ['a run as JSON', runJson(record)],
    ['JSON that a formatter went over', JSON.stringify(JSON.parse(runJson(record)), undefined, 4)],
    ['CSV that a spreadsheet saved', `${reportColumns.join(';')}\r\n`],
    ['CSV with a column more', `${reportColumns.join(', ')}, note\n`],
    ['CSV in quotes', reportColumns.map((name) => `"${name}"`).join(',')],
    ['CSV with a line for the spreadsheet', `sep=,\r\n${reportColumns.join(',')}`],
    ['a report as text', `Deletion from acme, 2026-01-02\n1 file: 1 deleted\n[${reportMark}]\n\n`],
    ['a report as Markdown', `# Deletion\n<!-- ${reportMark} -->\n`],
  ];
  for (const [name, text] of reports) {
    test(`knows ${name}`, () => assert.equal(isOwnReport(text), true));
  }

  const others: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['a table of files', 'path,type,fileId\n/a.jpg,file,1'],
    ['JSON that mentions one', '{"a":"imagekit-cleanup-run"}'],
    ['a plan', '{"format":"imagekit-cleanup-plan"}'],
    ['code', `const mark = '${reportMark}';\n`],
    ['a mark further down', `1\n2\n3\n4\n[${reportMark}]\n`],
  ];
  for (const [name, text] of others) {
    test(`takes no ${name} for one`, () => assert.equal(isOwnReport(text), false));
  }
});

suite('places in lists', () => {
  test('tell the file of a list from files that use what they mention', () => {
    const used = { file: 'src/a.ts', line: 3, column: 5, length: 24 };
    const listed = [listPlace('ids.csv', 4), listPlace('ids.json', undefined), used, undefined];
    const files = listFilesOf(listed.map((source) => ({ source })));
    assert.deepEqual([...files], ['ids.csv', 'ids.json']);
  });
});

suite('unreadableLine', () => {
  const decode = (bytes: readonly number[]) => new TextDecoder().decode(Uint8Array.from(bytes));
  const ascii = (text: string) => [...Buffer.from(text)];

  test('is the line of the first character in another encoding', () => {
    const cp1252 = decode([...ascii('fileId;Name\r\n1;a\r\n2;sch'), 0xf6, ...ascii('n\r\n')]);
    assert.equal(unreadableLine(cp1252), 3);
    assert.equal(unreadableLine(decode([...ascii('a\n'), 0, 0x62])), 2);
  });

  test('is nowhere in a text in UTF-8', () => {
    assert.equal(unreadableLine('schön\n日本\n'), undefined);
  });
});
