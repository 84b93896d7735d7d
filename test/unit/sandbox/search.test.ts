import assert from 'node:assert/strict';
import { compileSearch, SearchSyntaxError, type SearchRow } from '../../../src/sandbox/search';

const now = new Date('2026-03-31T12:00:00.000Z');

function row(name: string, more: Partial<SearchRow> = {}): SearchRow {
  const createdAt = Date.parse('2026-03-30T00:00:00Z');
  return {
    type: 'file',
    id: name,
    name,
    path: '/',
    tags: [],
    aiTags: [],
    createdAt,
    updatedAt: createdAt,
    ...more,
  };
}

function finds(query: string, rows: readonly SearchRow[]): string[] {
  const fits = compileSearch(query, now);
  return rows.filter((one) => fits(one)).map((one) => one.id);
}

/** A query as part of a test's title: on one line, not too long. */
function titled(query: string): string {
  return query.slice(0, 90).replaceAll(/[\t\n]/g, ' ');
}

/** For each query the ids it finds, separated by spaces. */
function table(rows: readonly SearchRow[], cases: Readonly<Record<string, string>>): void {
  for (const [query, expected] of Object.entries(cases)) {
    test(`${titled(query)}  →  ${expected === '' ? 'nothing' : expected}`, () => {
      assert.deepEqual(finds(query, rows).join(' '), expected);
    });
  }
}

function refused(cases: Readonly<Record<string, string>>): void {
  for (const [query, reason] of Object.entries(cases)) {
    test(`refuses ${query === '' ? 'an empty query' : titled(query)}`, () => {
      assert.throws(
        () => compileSearch(query, now),
        (error: unknown) => {
          assert.ok(error instanceof SearchSyntaxError);
          assert.equal(error.message, `Invalid search query - ${reason}`);
          return true;
        },
      );
    });
  }
}

suite('sandbox search: name, id, type, createdBy', () => {
  const rows = [
    row('red-dress.jpg', { id: 'a', createdBy: 'ann@example.com' }),
    row('Red dress winter.png', { id: 'b', type: 'folder' }),
    row('say "hi"\\now.txt', { id: 'c', type: 'file-version', createdBy: 'bob@example.com' }),
    row('日本 café.svg', { id: 'd' }),
  ];
  table(rows, {
    'name = "red-dress.jpg"': 'a',
    'name = "Red-dress.jpg"': '',
    'name = "red-dress"': '',
    'name : "red"': 'a',
    'name:"Red"': 'b',
    'name : "dress"': '',
    'name NOT = "red-dress.jpg"': 'b c d',
    'name IN ["red-dress.jpg", "日本 café.svg"]': 'a d',
    'name IN["red-dress.jpg"]': 'a',
    'name NOT IN ["red-dress.jpg","日本 café.svg"]': 'b c',
    'name HAS "RED"': 'a b',
    'name HAS "dress red"': 'a b',
    'name HAS "red dres"': 'a b',
    'name HAS "re dress"': '',
    'name HAS "winter.png"': 'b',
    'name HAS "ress"': '',
    'name HAS "CAF"': 'd',
    'name HAS "日本"': 'd',
    'name = "say \\"hi\\"\\\\now.txt"': 'c',
    'name : "say \\""': 'c',
    'id = "b"': 'b',
    'id IN ["a","zzz","d"]': 'a d',
    'id NOT = "a"': 'b c d',
    'id NOT IN ["a","b"]': 'c d',
    'type = "folder"': 'b',
    'type NOT = "file"': 'b c',
    'type IN ["file","file-version"]': 'a c d',
    'type NOT IN ["file","folder"]': 'c',
    'createdBy = "ann@example.com"': 'a',
    'createdBy NOT = "ann@example.com"': 'b c d',
    'createdBy IN ["ann@example.com","bob@example.com"]': 'a c',
    'createdBy NOT IN ["ann@example.com"]': 'b c d',
  });
});

suite('sandbox search: tags', () => {
  const rows = [
    row('a', { tags: ['sale', 'summer-sale'] }),
    row('b', { aiTags: ['Shirt', 'sale'] }),
    row('c', { tags: ['Red Dress', 'keep'] }),
    row('d'),
  ];
  table(rows, {
    'tags IN ["sale"]': 'a b',
    'tags IN ["keep", "Shirt"]': 'b c',
    'tags IN ["Sale"]': '',
    'tags NOT IN ["sale"]': 'c d',
    'tags HAS "SUMMER"': 'a',
    'tags HAS "red dr"': 'c',
    'tags HAS "shir"': 'b',
    'tags EXISTS': 'a b c',
    'tags NOT EXISTS': 'd',
    'tags NOT EXISTS OR tags IN ["keep"]': 'c d',
  });
});

suite('sandbox search: dates', () => {
  const at = (id: string, time: string, updated = time): SearchRow =>
    row(id, { createdAt: Date.parse(time), updatedAt: Date.parse(updated) });
  const rows = [
    at('old', '2020-01-01T00:00:00.000Z', '2026-03-31T11:30:00Z'),
    at('noon', '2020-01-01T12:12:12.345Z'),
    at('year', '2025-03-31T12:00:00.000Z'),
    at('feb', '2026-02-28T12:00:00.000Z'),
    at('week', '2026-03-25T12:00:00.000Z'),
    at('hour', '2026-03-31T11:00:00.000Z'),
  ];
  table(rows, {
    'createdAt = "2020-01-01"': 'old',
    'createdAt NOT = "2020-01-01"': 'noon year feb week hour',
    'createdAt = "2020-01-01T12:12:12.345Z"': 'noon',
    'createdAt IN ["2020-01-01", "2025-03-31T12:00:00"]': 'old year',
    'createdAt NOT IN ["2020-01-01"]': 'noon year feb week hour',
    'createdAt > "2020-01-01"': 'noon year feb week hour',
    'createdAt >= 2020-01-01': 'old noon year feb week hour',
    'createdAt < 2020-01-02': 'old noon',
    'createdAt <= 2020-01-01T12:12:12': 'old',
    'createdAt <= 2020-01-01T12:12:12.345Z': 'old noon',
    'createdAt > "7d"': 'week hour',
    'createdAt > 7d': 'week hour',
    'createdAt < "1y"': 'old noon',
    'createdAt <= "1y"': 'old noon year',
    'createdAt = "1h"': 'hour',
    'createdAt >= "1h"': 'hour',
    'createdAt > "1h"': '',
    'createdAt > "1w"': 'week hour',
    'createdAt < "1m"': 'old noon year',
    'createdAt <= "1m"': 'old noon year feb',
    'createdAt > "12m"': 'feb week hour',
    'updatedAt > "1h"': 'old',
    '(createdAt>"2020-01-01T12:00:00")AND(createdAt<"2021-01-01")': 'noon',
  });
});

suite('sandbox search: numbers, formats and flags', () => {
  const rows = [
    row('a', {
      size: 1024,
      width: 800,
      height: 600,
      format: 'jpg',
      private: true,
      published: true,
    }),
    row('b', {
      size: 1024 * 1024,
      width: 801,
      height: 40,
      format: 'png',
      transparency: true,
      private: false,
      published: false,
    }),
    row('c', { size: 1536, format: 'pdf', private: false, published: true }),
    row('d', { type: 'folder' }),
  ];
  table(rows, {
    'size = 1024': 'a',
    'size NOT = 1024': 'b c d',
    'size IN [1024, "1mb"]': 'a b',
    'size NOT IN [1024]': 'b c d',
    'size > "1kb"': 'b c',
    'size >= "1.5kb"': 'b c',
    'size < "1mb"': 'a c',
    'size <= "1mb"': 'a b c',
    'size<2000': 'a c',
    'width = 800': 'a',
    'width > 800': 'b',
    'width >= 800': 'a b',
    'width < 801': 'a',
    'width IN [801, 5]': 'b',
    'width NOT = 800': 'b c d',
    'height < 600': 'b',
    'height <= 600': 'a b',
    'height NOT IN [600]': 'b c d',
    'height > -1': 'a b',
    'format = "jpg"': 'a',
    'format IN ["jpg","pdf"]': 'a c',
    'private = true': 'a',
    'private = false': 'b c',
    'published = false': 'b',
    'published = true': 'a c',
    'transparency = true': 'b',
    'transparency = false': '',
  });
});

suite('sandbox search: path', () => {
  const rows = [
    row('root', { path: '/' }),
    row('tmp', { path: '/tmp' }),
    row('deep', { path: '/tmp/a/b' }),
    row('other', { path: '/tmp2' }),
    row('spaced', { path: '/campaigns/summer 2026' }),
  ];
  table(rows, {
    'path = "/"': 'root',
    'path : "/"': 'root tmp deep other spaced',
    'path = "/tmp"': 'tmp',
    'path = "tmp/"': 'tmp',
    'path : "/tmp/"': 'tmp deep',
    'path : "tmp"': 'tmp deep',
    'path : "/tm"': '',
    'path : "/TMP"': '',
    'path NOT = "/tmp/"': 'root deep other spaced',
    'path IN ["/tmp/", "tmp2"]': 'tmp other',
    'path NOT IN ["/tmp/", "/"]': 'deep other spaced',
    'path = "/campaigns/summer 2026/"': 'spaced',
    'path = "/tmp/deep.jpg"': '',
  });
});

suite('sandbox search: metadata', () => {
  const rows = [
    row('a', {
      customMetadata: {
        brand: 'Nike Air',
        rating: 4.5,
        active: true,
        bought: '2024-05-01T00:00:00.000Z',
        colors: ['red', 7],
      },
      embeddedMetadata: {
        Keywords: ['luxury', 'dress'],
        DateTimeOriginal: '2026-03-30T00:00:00Z',
        LocationTaken: '40.01,100',
      },
    }),
    row('b', {
      customMetadata: {
        brand: 'adidas',
        rating: 3,
        active: false,
        bought: '2026-03-30',
        colors: [],
        empty: '',
      },
      embeddedMetadata: { LocationTaken: '45,102.5' },
    }),
    row('c'),
  ];
  table(rows, {
    '"customMetadata.brand" = "adidas"': 'b',
    '"customMetadata.brand" : "Nike"': 'a',
    '"customMetadata.brand" HAS "AIR"': 'a',
    '"customMetadata.brand" IN ["adidas","puma"]': 'b',
    '"customMetadata.brand" NOT = "adidas"': 'a c',
    '"customMetadata.brand" NOT IN ["adidas"]': 'a c',
    '"customMetadata.brand" EXISTS': 'a b',
    '"customMetadata.brand" NOT EXISTS': 'c',
    '"customMetadata.colors" EXISTS': 'a',
    '"customMetadata.empty" EXISTS': '',
    '"customMetadata.toString" EXISTS': '',
    '"customMetadata.rating" > 4.3': 'a',
    '"customMetadata.rating" = 3': 'b',
    '"customMetadata.rating" = "3"': '',
    '"customMetadata.rating" <= 4.5': 'a b',
    '"customMetadata.active" = true': 'a',
    '"customMetadata.active" = false': 'b',
    '"customMetadata.colors" IN ["red", 500]': 'a',
    '"customMetadata.colors" IN [7]': 'a',
    '"customMetadata.colors" NOT IN ["red"]': 'b c',
    '"customMetadata.bought" = "2024-05-01"': 'a',
    '"customMetadata.bought" = 2024-05-01': 'a',
    '"customMetadata.bought" > "7d"': 'b',
    '"customMetadata.bought" < "2026-01-01"': 'a',
    '"customMetadata.brand" < "2026-01-01"': '',
    '"embeddedMetadata.Keywords" IN ["luxury"]': 'a',
    '"embeddedMetadata.Keywords" NOT IN ["luxury"]': 'b c',
    '"embeddedMetadata.Keywords" EXISTS': 'a',
    '"embeddedMetadata.DateTimeOriginal" > "7d"': 'a',
    '"embeddedMetadata.DateTimeOriginal" = 2026-03-30': 'a',
    '"embeddedMetadata.LocationTaken" = "40,100 5km"': 'a',
    '"embeddedMetadata.LocationTaken" = "40,100 1km"': '',
    '"embeddedMetadata.LocationTaken" = "40,100|50,105"': 'a b',
    '"embeddedMetadata.LocationTaken" = "44,100|44,105|50,105|50,100"': 'b',
  });
});

suite('sandbox search: AND, OR and parentheses', () => {
  const rows = ['a', 'b', 'c'].map((id) => row(id));
  table(rows, {
    'id = "a" OR id = "b" AND id = "c"': 'a',
    '(id = "a" OR id = "b") AND id = "b"': 'b',
    'id = "a" AND id = "b" OR id = "c"': 'c',
    'id = "a" OR id = "b" OR id = "c"': 'a b c',
    '((id = "a"))': 'a',
    '  id\t=\n"a"  ': 'a',
    'id IN ["AND","OR","a"]': 'a',
  });
});

suite('sandbox search: what ImageKit does not offer is an error', () => {
  refused({
    '': 'it ends where a field is expected.',
    '   ': 'it ends where a field is expected.',
    name: 'it ends where an operator is expected.',
    'name =': 'it ends where a value is expected.',
    'name = "a" AND': 'it ends where a field is expected.',
    'name = "a" name = "b"': 'it has "name" at position 11 where AND, OR or the end is expected.',
    'name = "a" and name = "b"':
      'it has "and" at position 11 where AND, OR or the end is expected.',
    '(name = "a"': 'it ends where AND, OR or ) is expected.',
    'name = "a")': 'it has ")" at position 10 where AND, OR or the end is expected.',
    'NOT name = "a"': 'it has "name" at position 4 where an operator is expected.',
    'name NOT : "a"': 'it has ":" at position 9 where one of = IN EXISTS after NOT is expected.',
    'name != "a"': 'unexpected character "!" at position 5.',
    "name = 'a'": `unexpected character "'" at position 7.`,
    'name = "a': 'the quote at position 7 is never closed.',
    'name = "a\\': 'the quote at position 7 is never closed.',
    'name = "a\\n"': 'unknown escape at position 9.',
    'name = "😀" 😀': 'unexpected character "😀" at position 12.',
    'name = a': 'name field must have a valid string value.',
    'name = 5': 'name field must have a valid string value.',
    'name = ""': 'name field must have a valid string value.',
    'name IN []': 'it has "]" at position 9 where a value is expected.',
    'name IN ["a",]': 'it has "]" at position 13 where a value is expected.',
    'name IN ["a"': 'it ends where , or ] is expected.',
    'name IN "a"': 'it has "a" at position 8 where a list in [ ] is expected.',
    'name = ["a"]': 'it has "[" at position 7 where a value is expected.',
    'name HAS "--"': 'name field must have a valid string value.',
    'name > "a"': 'name field does not support operator >.',
    'name EXISTS': 'name field does not support operator EXISTS.',
    '"name" = "a"': 'unknown field "name".',
    'fileName = "a"': 'unknown field "fileName".',
    'constructor = "a"': 'unknown field "constructor".',
    'tags = "a"': 'tags field does not support operator =.',
    'tags EXISTS "a"': 'it has "a" at position 12 where AND, OR or the end is expected.',
    'type = "image"': 'type field must have a valid known value.',
    'type = file': 'type field must have a valid known value.',
    'format = "jpeg"': 'format field must have a valid known value.',
    'format NOT = "jpg"': 'format field does not support operator NOT =.',
    'createdAt > "yesterday"': 'createdAt field must have a valid date value.',
    'createdAt > "2020-13-01"': 'createdAt field must have a valid date value.',
    'createdAt > "2020-02-30"': 'createdAt field must have a valid date value.',
    'createdAt > 2020': 'createdAt field must have a valid date value.',
    'createdAt > "7x"': 'createdAt field must have a valid date value.',
    'createdAt > "999999y"': 'createdAt field must have a valid date value.',
    'createdAt : "2020-01-01"': 'createdAt field does not support operator :.',
    'size > "5"': 'size field must have a valid size value.',
    'size > "5tb"': 'size field must have a valid size value.',
    'size > 5mb': 'size field must have a valid size value.',
    'width > "5"': 'width field must have a valid number value.',
    [`width > ${'9'.repeat(400)}`]: 'width field must have a valid number value.',
    'private = "true"': 'private field must have a valid boolean value.',
    'private NOT = true': 'private field does not support operator NOT =.',
    'path = ""': 'path field must have a valid string value.',
    'path HAS "a"': 'path field does not support operator HAS.',
    'customMetadata.x = 1': 'customMetadata.x field must be in double quotes.',
    '"customMetadata." = 1': 'unknown field "customMetadata.".',
    '"customMetadata.x" > "a"': 'customMetadata.x field must have a valid number or date value.',
    '"customMetadata.x" > true': 'customMetadata.x field must have a valid number or date value.',
    '"customMetadata.x" HAS 5': 'customMetadata.x field must have a valid string value.',
    '"customMetadata.x" = abc':
      'customMetadata.x field must have a valid string, number, boolean or date value.',
    '"embeddedMetadata.Make" = "x"': 'unknown field "embeddedMetadata.Make".',
    '"embeddedMetadata.LocationTaken" = "here"':
      'embeddedMetadata.LocationTaken field must have a valid location value.',
    '"embeddedMetadata.LocationTaken" = "91,0 5km"':
      'embeddedMetadata.LocationTaken field must have a valid location value.',
    '"embeddedMetadata.LocationTaken" = "1,1|2,2|3,3"':
      'embeddedMetadata.LocationTaken field must have a valid location value.',
    [`${'('.repeat(101)}id = "a"${')'.repeat(101)}`]: 'too many parentheses inside each other.',
    ['x'.repeat(100)]: 'it ends where an operator is expected.',
    [`${'x'.repeat(100)} = 1`]: `unknown field "${'x'.repeat(60)}…".`,
  });
});
