import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileSearch, SearchSyntaxError, type SearchRow } from '../../../src/sandbox/search';

const now = new Date('2026-03-31T12:00:00.000Z');

const row: SearchRow = {
  type: 'file',
  id: '1',
  name: 'red-dress.jpg',
  path: '/products/shoes',
  tags: ['sale'],
  aiTags: [],
  createdAt: now.getTime(),
  updatedAt: now.getTime(),
};

/** What a query does to `row`; only `SearchSyntaxError` may be thrown on the way. */
function outcome(query: string): boolean | 'refused' {
  try {
    return compileSearch(query, now)(row);
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error;
    assert.match(error.message, /^Invalid search query - .{1,200}\.$/su);
    return 'refused';
  }
}

const pieces = fc.constantFrom(
  ...[
    'name',
    'tags',
    'size',
    'path',
    'createdAt',
    '"customMetadata.x"',
    '"embeddedMetadata.Keywords"',
  ],
  ...['=', ':', '<', '>=', 'IN', 'NOT', 'HAS', 'EXISTS', 'AND', 'OR', '(', ')', '[', ']', ','],
  ...[
    '"red"',
    '"',
    '\\',
    '5',
    '-',
    'true',
    '"1mb"',
    '7d',
    '2020-01-01',
    '2020-01-01T',
    '😀',
    '\u0000',
    ' ',
  ],
);
const written = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(' '));

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

suite('sandbox search: any input', () => {
  test('throws nothing but its own error, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), written),
        (query) => void outcome(query),
      ),
    );
  });

  test('finds a file by its own name when the name is quoted with \\" and \\\\', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const fits = compileSearch(`name = ${quoted(name)}`, now);
        assert.equal(fits({ ...row, name }), true);
        assert.equal(fits({ ...row, name: `${name}x` }), false);
      }),
    );
  });

  test('NOT gives the opposite, for any value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (name, value) => {
        const fits = compileSearch(`name = ${quoted(value)}`, now);
        const differs = compileSearch(`name NOT = ${quoted(value)}`, now);
        assert.notEqual(fits({ ...row, name }), differs({ ...row, name }));
      }),
    );
  });

  const huge = 200_000;
  const long: Readonly<Record<string, string>> = {
    'open parentheses': '('.repeat(huge),
    'closed parentheses': ')'.repeat(huge),
    'open brackets': `id IN ${'['.repeat(huge)}`,
    quotes: '"'.repeat(huge),
    backslashes: `name = "${'\\'.repeat(huge)}`,
    'escaped quotes': `name = "${'\\"'.repeat(huge)}"`,
    blanks: `name = ${' '.repeat(huge)}"a"`,
    digits: `width = ${'1'.repeat(huge)}`,
    'a date with no end': `createdAt > 2020-01-01T${'1:'.repeat(huge)}`,
    slashes: `path = "${'/'.repeat(huge)}a${'/'.repeat(huge)}"`,
    'punctuation for HAS': `name HAS "${'-a'.repeat(huge)}"`,
    'corners of a place': `"embeddedMetadata.LocationTaken" = "${'1,1|'.repeat(huge)}"`,
    'a place with no end': `"embeddedMetadata.LocationTaken" = "${'1'.repeat(huge)}"`,
    'a custom field': `"customMetadata.${'x'.repeat(huge)}" > "x"`,
    'conditions joined': `${'id = "a" OR '.repeat(huge / 10)}id = "1"`,
    'a list': `id IN [${'"a",'.repeat(huge)}"1"]`,
  };
  for (const [what, query] of Object.entries(long)) {
    test(`answers in time linear in its length: ${what}`, () => {
      const from = performance.now();
      outcome(query);
      const took = performance.now() - from;
      // Quadratic work on texts of this length takes tens of seconds.
      assert.ok(took < 3000, `${Math.round(took)} ms for ${query.length} characters`);
    });
  }
});
