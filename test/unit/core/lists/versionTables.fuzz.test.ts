import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { isOneVersion } from '../../../../src/core/lists/listedRow';
import { readIdList } from '../../../../src/core/lists/idList';

const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);

const id = fc.stringMatching(/^[0-9a-f]{24}$/).filter((text) => /[a-f]/.test(text));

/** Names that say "file", in some way or in none. */
const fileNames = ['fileId', 'file_id', 'FILE ID', 'File-Id', 'imagekitFileId', 'id', 'Datei-ID'];
const moreFileNames = ['ID du fichier', 'ファイルID', '文件ID', 'Archivo', 'asset', 'quux'];
/** Names that say "version". */
const versionNames = ['versionId', 'version_id', 'VERSION ID', 'old_version_id', 'fileVersionId'];
const moreVersionNames = ['versionInfo.id', 'Versions-ID', 'ID de versión', 'バージョンID', '版本'];
/** Names that nobody knows. */
const strangeNames = ['blorp', 'Stand', 'x1', 'ref', 'previous', 'other id'];

const extraColumns = [
  { name: 'name', cells: ['hero.jpg', 'a, b; c.png', 'say "hi".jpg'] },
  { name: 'size', cells: ['12', '1,5', '1.5'] },
  { name: 'url', cells: ['https://ik.imagekit.io/acme/a.jpg', ''] },
  { name: 'filePath', cells: ['/a/b.jpg', '/c.png'] },
  { name: 'folderId', cells: ['64f0c1d2e3a4b5c6d7e80001', ''] },
  { name: 'userId', cells: ['64f0c1d2e3a4b5c6d7e80002'] },
  { name: 'md5', cells: ['d41d8cd98f00b204e9800998ecf8427e'] },
  { name: 'isCurrent', cells: ['true', 'false'] },
  { name: 'Type', cells: ['version', 'file-version', 'Version', ''] },
];

interface Version {
  readonly fileId: string;
  /** Some exports leave it out. */
  readonly versionId: string;
  readonly extras: readonly string[];
}

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table of versions: where its header is clear, cells of versions may be empty. */
const table: fc.Arbitrary<Table> = fc
  .record({
    fileName: fc.constantFrom(...fileNames, ...moreFileNames),
    versionName: fc.constantFrom(...versionNames, ...moreVersionNames, ...strangeNames),
    extras: fc.subarray(extraColumns, { maxLength: 4 }),
    order: fc.integer({ min: 0, max: 5 }),
    sameId: fc.boolean(),
  })
  .chain(({ fileName, versionName, extras, order, sameId }) => {
    const isClear = !strangeNames.includes(versionName);
    const cells = extras.map(({ cells: values }) => fc.constantFrom(...values));
    const row: fc.Arbitrary<Version> = fc.record({
      fileId: id,
      versionId: isClear ? fc.oneof(id, fc.constantFrom('', 'null', '-')) : id,
      extras: fc.tuple(...cells),
    });
    const inOrder = (file: string, version: string, others: readonly string[]) => {
      const pair = order % 2 === 0 ? [file, version] : [version, file];
      const at = order % 3;
      return [...others.slice(0, at), ...pair, ...others.slice(at)];
    };
    return fc.array(row, { minLength: 2, maxLength: 6 }).map((rows) => ({
      names: inOrder(
        fileName,
        versionName,
        extras.map(({ name }) => name),
      ),
      rows: rows.map((each) =>
        inOrder(
          each.fileId,
          sameId && each.versionId.length === 24 && isClear ? each.fileId : each.versionId,
          each.extras,
        ),
      ),
    }));
  });

function assertNoWholeFile(text: string): void {
  const { refs } = readIdList(text, context);
  const whole = refs.filter(
    ({ ref }) => !isOneVersion(ref) && !(ref.kind === 'id' && ref.fileId === fileOfAnotherTable),
  );
  assert.deepEqual(whole, [], text);
}

/** Of a table of files above one that says nothing of versions. */
const fileOfAnotherTable = '64f0c1d2e3a4b5c6d7e80003';

const preambles = [
  '',
  'sep=DELIMITER\n',
  'Old pictures, of the shop\n',
  '# exported, by hand; on Monday\n',
  '\n\n',
  `fileId,name\n${fileOfAnotherTable},a.jpg\n\n`,
  '\uFEFF',
];

suite('readIdList: any table of versions', () => {
  test('asks for no whole file in CSV, however it is laid out', () => {
    const layout = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      preamble: fc.constantFrom(...preambles),
      quoted: fc.boolean(),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      where: fc.constantFrom('top', 'bottom', 'both'),
      trailing: fc.boolean(),
    });
    fc.assert(
      fc.property(table, layout, ({ names, rows }, { delimiter, preamble, ...how }) => {
        const cell = (text: string) =>
          how.quoted || /[,;\t|"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const lines = [
          ...(how.where === 'bottom' ? [] : [names]),
          ...rows,
          ...(how.where === 'top' ? [] : [names]),
        ].map((cells) => cells.map(cell).join(delimiter) + (how.trailing ? delimiter : ''));
        assertNoWholeFile(preamble.replace('DELIMITER', delimiter) + lines.join(how.lineEnd));
      }),
      { numRuns: 1500 },
    );
  });

  test('asks for no whole file in JSON, however it is wrapped', () => {
    const wrap = fc.constantFrom(
      (value: unknown) => JSON.stringify(value),
      (value: unknown) => JSON.stringify({ data: { items: value }, total: 3 }, undefined, 2),
      (value: unknown) =>
        (value as readonly unknown[]).map((each) => JSON.stringify(each)).join('\n'),
    );
    fc.assert(
      fc.property(table, wrap, fc.boolean(), ({ names, rows }, wrapped, asArrays) => {
        const orNull = (text: string | undefined) => (text === 'null' ? null : text);
        const objects = rows.map((cells) =>
          Object.fromEntries(names.map((name, at) => [name, orNull(cells[at])])),
        );
        assertNoWholeFile(
          wrapped(asArrays ? [names, ...rows.map((each) => each.map(orNull))] : objects),
        );
      }),
      { numRuns: 1500 },
    );
  });

  test('never throws, and says something of every text with an id', () => {
    const word = fc.oneof(
      id,
      fc.constantFrom(
        ...fileNames,
        ...versionNames,
        '"',
        ',',
        ';',
        '\n',
        '{',
        '[',
        ':',
        '|',
        '\t',
        '#',
        'sep=',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        readIdList(words.join(''), context);
      }),
      { numRuns: 2000 },
    );
  });
});
