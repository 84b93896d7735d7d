import assert from 'node:assert/strict';
import { pdf, videoStandIn } from '../../../../src/sandbox/seed/documents';

suite('sandbox seed: documents', () => {
  test('a PDF finds each of its objects where its table says', () => {
    const text = pdf('Terms (short)', 'One line.', 'A \\ and a ).');
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    assert.ok(text.slice(table).startsWith('xref\n0 6\n'));
    const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) =>
      Number(at),
    );
    assert.equal(offsets.length, 5);
    offsets.forEach((at, index) => {
      assert.ok(text.slice(at).startsWith(`${index + 1} 0 obj\n`), `object ${index + 1}`);
    });
  });

  test('a PDF states the length of its page, and escapes what would end a string', () => {
    const text = pdf('Terms (short)', 'A \\ and a ).');
    const [, length, page = ''] = /Length (\d+) >>\nstream\n(.*)\nendstream/s.exec(text) ?? [];
    assert.equal(page.length, Number(length));
    assert.ok(page.includes('(Terms \\(short\\)) Tj'));
    assert.ok(page.includes('(A \\\\ and a \\).) Tj'));
  });

  test('a stand-in for a video is made of whole MP4 boxes, the file type first', () => {
    const bytes = Buffer.from(videoStandIn('Intro.'));
    const names = [];
    let at = 0;
    while (at < bytes.length) {
      names.push(bytes.toString('latin1', at + 4, at + 8));
      at += bytes.readUInt32BE(at);
    }
    assert.equal(at, bytes.length);
    assert.deepEqual(names, ['ftyp', 'free']);
  });
});
