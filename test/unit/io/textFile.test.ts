import assert from 'node:assert/strict';
import { decodeExactly, decodeText } from '../../../src/io/textFile';

const text = '{"name":"caf\u00e9"}';
const little = Buffer.from(`\ufeff${text}`, 'utf16le');
const big = Buffer.from(little).swap16();

suite('the text of a file', () => {
  test('is read in UTF-16 with a mark, and the mark left out', () => {
    for (const read of [decodeText, decodeExactly]) {
      assert.equal(read(little), text);
      assert.equal(read(big), text);
      assert.equal(read(Buffer.from(`\ufeff${text}`)), text);
    }
  });

  test('has nothing made up where every character counts', () => {
    assert.throws(() => decodeExactly(Buffer.from(text, 'latin1')), TypeError);
    assert.throws(() => decodeExactly(little.subarray(0, -1)), TypeError);
  });
});
