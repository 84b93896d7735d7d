import assert from 'node:assert/strict';
import {
  formatAge,
  formatAgeInWords,
  formatBytes,
  formatCount,
} from '../../../../src/vscode/ui/quantity';

suite('quantity', () => {
  const sizes: readonly (readonly [number, string])[] = [
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1,023 B'],
    [1024, '1 KB'],
    [1536, '1.5 KB'],
    [10 * 1024 + 300, '10 KB'],
    [640 * 1024, '640 KB'],
    [1024 * 1024 - 1, '1 MB'],
    [1.2 * 1024 ** 2, '1.2 MB'],
    [412 * 1024 ** 2, '412 MB'],
    [1.26 * 1024 ** 3, '1.3 GB'],
    [2 * 1024 ** 4, '2 TB'],
    [5000 * 1024 ** 4, '5,000 TB'],
  ];
  for (const [bytes, text] of sizes) {
    test(`says ${text} for ${bytes} bytes`, () => assert.equal(formatBytes(bytes), text));
  }

  test('groups the thousands of a count', () => {
    assert.equal(formatCount(999), '999');
    assert.equal(formatCount(1_000), '1,000');
    assert.equal(formatCount(1_234_567), '1,234,567');
  });

  const now = Date.parse('2026-03-01T12:00:00.000Z');
  const ages: readonly (readonly [string, string, string])[] = [
    ['2026-03-01T12:00:30.000Z', '<1 min', 'less than a minute ago'],
    ['2026-03-01T11:59:01.000Z', '<1 min', 'less than a minute ago'],
    ['2026-03-01T11:58:00.000Z', '2 min', '2 minutes ago'],
    ['2026-03-01T11:00:00.000Z', '1 h', '1 hour ago'],
    ['2026-02-28T12:00:01.000Z', '23 h', '23 hours ago'],
    ['2026-02-26T12:00:00.000Z', '3 d', '3 days ago'],
    ['2026-01-31T12:00:00.000Z', '29 d', '29 days ago'],
    ['2025-10-30T12:00:00.000Z', '4 mo', '4 months ago'],
    ['2025-03-02T12:00:00.000Z', '11 mo', '11 months ago'],
    ['2024-12-01T12:00:00.000Z', '1 y', '1 year ago'],
    ['2014-06-01T00:00:00.000Z', '11 y', '11 years ago'],
  ];
  for (const [iso, short, words] of ages) {
    test(`says ${short} for what was made at ${iso}`, () => {
      assert.equal(formatAge(iso, now), short);
      assert.equal(formatAgeInWords(iso, now), words);
    });
  }

  test('says nothing about the age of what has no date', () => {
    for (const iso of [undefined, '', 'yesterday']) {
      assert.equal(formatAge(iso, now), undefined);
      assert.equal(formatAgeInWords(iso, now), undefined);
    }
  });
});
