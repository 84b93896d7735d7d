import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../src/api/redact';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const keys = fc.stringMatching(/^private_[A-Za-z0-9+/=_-]{1,40}$/);

suite('redact', () => {
  test('takes out any key and its credentials, whatever stands around them', () => {
    const forms = fc.constantFrom<(key: string) => string>(
      (key) => key,
      (key) => base64(`${key}:`),
      (key) => base64(`${key}:do_not_set`),
      (key) => encodeURIComponent(key),
      (key) => `Basic ${base64(`${key}:`)}`,
      (key) => `https://${key}:@api.imagekit.io/`,
      (key) => JSON.stringify({ privateKey: key }),
    );
    fc.assert(
      fc.property(keys, forms, fc.string(), fc.string(), (key, form, before, after) => {
        const text = redact(`${before} ${form(key)} ${after}`);
        assert.ok(!text.includes(form(key)), text);
        assert.ok(!text.includes(key), text);
        assert.ok(!text.includes(base64(`${key}:`)), text);
      }),
    );
  });

  for (const key of ['private_a+b/c=d==', 'private_////', 'private_x=', 'private_+=/-_+=/']) {
    test(`leaves nothing of ${JSON.stringify(key)}`, () => {
      for (const form of [key, base64(`${key}:`), base64(`${key}:do_not_set`)]) {
        assert.equal(redact(`<${form}>`), '<[key]>');
      }
      assert.equal(redact(`?k=${encodeURIComponent(key)}&x=1`), '?k=[key]&x=1');
    });
  }

  test('knows a key of another shape when it is told which', () => {
    const key = 'sk live+1/2=';
    const text = `${key} ${base64(`${key}:`)} ${base64(`${key}:do_not_set`)}`;
    assert.equal(redact(text, key), '[key] [key] [key]');
  });

  test('leaves all other text alone', () => {
    const text = 'DELETE /v1/files/598821f949c0a938d57563bd 204 31 ms public_abc= private';
    assert.equal(redact(text), text);
    assert.equal(redact(text, ''), text);
  });
});
