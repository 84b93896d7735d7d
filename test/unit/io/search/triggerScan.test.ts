import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { byteScan } from '../../../../src/io/search/triggerScan';

suite('byteScan', () => {
  const context = finderContext([
    { url: 'https://ik.imagekit.io/acme' },
    { url: 'https://img.acme.com:8443/x' },
  ]);

  test('reads the patterns of the finder', () => {
    assert.ok(byteScan(context.triggerSource));
    assert.ok(byteScan(finderContext([]).triggerSource));
  });

  test('reads no pattern with more in it than it knows', () => {
    for (const source of ['a(?=b)', '(?<n>a)', '(a', 'a)', 'a*?', 'a$', '\\1', '(?i)a']) {
      assert.equal(byteScan(source), undefined, source);
    }
  });

  test('finds what its pattern finds, for any text', () => {
    const piece = fc.constantFrom(
      ...[
        'ImageKit',
        'file',
        '_',
        'Id',
        'PATH',
        '.',
        'jpg',
        'PDF',
        'tr:',
        'version',
        'info',
        '64f0c1d2e3a4',
      ],
      ...[
        'b5c6d7e8f901',
        'img.acme.com',
        ':8443',
        '%3a8443',
        'ik',
        '(',
        '-url',
        'src="',
        'l-image',
        'é',
        '\n',
        ' ',
      ],
    );
    const patterns = [
      context.triggerSource,
      'a{2,3}b+c?|[^x-z]{2}\\.d*e',
      '(?:ab|c(?:d|e))\\b',
      'tr:|\\w+\\s\\d',
      '^ {0,2}x|yz',
    ];
    for (const source of patterns) {
      const scan = byteScan(source);
      assert.ok(scan, source);
      const pattern = new RegExp(source, 'im');
      fc.assert(
        fc.property(
          fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 12 }),
          (parts) => {
            const text = parts.join('');
            if (pattern.test(text)) assert.ok(scan(Buffer.from(text), 0) > 0, text);
          },
        ),
        { seed: 5, numRuns: 2000 },
      );
    }
  });

  test('finds the first line of a long text that may match, as when it looks at each alone', () => {
    const scan = byteScan('ab+c|^xyz') ?? assert.fail();
    const line = fc.constantFrom(
      '',
      'abb',
      'c',
      'xyz',
      'wxyz',
      'abc',
      'x'.repeat(700),
      'é'.repeat(90),
    );
    const lines = fc.array(line, { maxLength: 60 });
    fc.assert(
      fc.property(lines, fc.array(fc.constantFrom('abb', '-', 'é'.repeat(90))), (some, more) => {
        const all = [...more, ...some, ...more];
        const at = all.findIndex((each) => scan(Buffer.from(each), 0) >= 0);
        const end = scan(Buffer.from(all.join('\n')), 0);
        const before = all
          .slice(0, Math.max(0, at))
          .reduce((sum, each) => sum + Buffer.byteLength(each) + 1, 0);
        assert.equal(end, at < 0 ? -1 : before + scan(Buffer.from(all[at] ?? ''), 0));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test('begins where it is told to, and tells where the match ends', () => {
    const scan = byteScan('ab+c') ?? assert.fail();
    const bytes = Buffer.from('xxABBCxxabc');
    assert.deepEqual([scan(bytes, 0), scan(bytes, 3), scan(bytes, 9)], [6, 11, -1]);
  });
});
