import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boundedJson, boundsFor } from '../../../src/api/boundedJson';

const page = boundsFor(1000);

suite('JSON of an answer', () => {
  test('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
        const text = JSON.stringify(value, undefined, 1);
        assert.deepEqual(boundedJson(text, page), JSON.parse(text));
      }),
    );
  });

  test('counts nothing inside of strings', () => {
    const text = JSON.stringify(['[{,'.repeat(10_000), '\\', '\\"[', '"', '\\\\'.repeat(5)]);
    assert.deepEqual(boundedJson(text, boundsFor(0)), JSON.parse(text));
  });

  for (const text of ['', ' ', '<html>', '{"a":', '[1,', '"', '"\\', ']', '[]]', '{]', 'undefined'])
    test(`is undefined for ${JSON.stringify(text)}`, () => {
      assert.equal(boundedJson(text, page), undefined);
    });

  const row = {
    type: 'file',
    fileId: '598821f949c0a938d57563bd',
    filePath: `/${'folder/'.repeat(50)}file.jpg`,
    description: 'x'.repeat(3000),
    tags: Array.from({ length: 100 }, (_, i) => `tag ${i}`),
    AITags: Array.from({ length: 50 }, (_, i) => ({ name: `n${i}`, confidence: 9, source: 's' })),
    customMetadata: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`field${i}`, i])),
    embeddedMetadata: Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`exif${i}`, 'v'])),
  };

  test('has room for a page of 1,000 rows with far more than usual in each', () => {
    const text = JSON.stringify(Array.from({ length: 1000 }, () => row));
    assert.ok(text.length < page.bytes, `${text.length} of ${page.bytes}`);
    const read = boundedJson(text, page);
    assert.ok(Array.isArray(read) && read.length === 1000);
  });

  const bombs = {
    'open brackets': '[',
    'empty objects': '{},',
    'empty arrays': '[],',
    zeros: '0,',
    keys: '"":0,',
  };
  for (const [what, part] of Object.entries(bombs))
    test(`is not made of ${what} that would fill the memory`, () => {
      for (const before of ['', '[', '[{"a":[', '[{"a":{']) {
        const text = before + part.repeat(page.bytes / part.length);
        const used = process.memoryUsage().heapUsed;
        assert.equal(boundedJson(text, page), undefined);
        assert.ok(process.memoryUsage().heapUsed - used < 64 * 1024 * 1024);
      }
    });
});
