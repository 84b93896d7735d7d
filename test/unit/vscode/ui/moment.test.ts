import assert from 'node:assert/strict';
import { formatMoment, formatMomentInWords } from '../../../../src/vscode/ui/moment';

/** By this machine's clock, whatever its time zone. */
function at(...parts: readonly [number, number, number, number, number]): Date {
  const [year, month, day, hour, minute] = parts;
  return new Date(year, month - 1, day, hour, minute);
}

suite('a moment', () => {
  const now = at(2026, 11, 22, 14, 30).getTime();
  const moments = [
    ['this minute', at(2026, 11, 22, 14, 30), 'Today 14:30', 'today at 14:30'],
    ['midnight', at(2026, 11, 22, 0, 0), 'Today 00:00', 'today at 00:00'],
    ['the minute before', at(2026, 11, 21, 23, 59), 'Yesterday 23:59', 'yesterday at 23:59'],
    ['the day before yesterday', at(2026, 11, 20, 9, 5), 'Nov 20 09:05', 'on Nov 20 at 09:05'],
    ['this year', at(2026, 1, 1, 12, 0), 'Jan 1 12:00', 'on Jan 1 at 12:00'],
    ['last year', at(2025, 12, 31, 12, 0), 'Dec 31, 2025 12:00', 'on Dec 31, 2025 at 12:00'],
    ['a clock ahead', at(2026, 11, 23, 0, 1), 'Nov 23 00:01', 'on Nov 23 at 00:01'],
  ] as const;
  for (const [what, moment, label, words] of moments) {
    test(`${what} is ${label}`, () => {
      assert.equal(formatMoment(moment.toISOString(), now), label);
      assert.equal(formatMomentInWords(moment.toISOString(), now), words);
    });
  }

  test('the first day of a year has a yesterday too', () => {
    const newYear = at(2026, 1, 1, 8, 0).getTime();
    assert.equal(formatMoment(at(2025, 12, 31, 20, 0).toISOString(), newYear), 'Yesterday 20:00');
  });
});
