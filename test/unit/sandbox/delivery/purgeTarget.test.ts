import assert from 'node:assert/strict';
import { purgeTarget } from '../../../../src/sandbox/delivery/purgeTarget';

const ENDPOINT = 'https://ik.imagekit.io/sandbox';

suite('purgeTarget', () => {
  const target = (rest: string): ((key: string) => boolean) | undefined =>
    purgeTarget(ENDPOINT + rest, ['http://127.0.0.1:1/sandbox', ENDPOINT]);

  for (const [rest, why] of [
    ['/images/upload*', 'two levels'],
    ['/images/upload/*', 'two levels'],
    ['/a-name-of-fifteen*', 'fifteen characters'],
    ['/sample.jpg*', 'a whole file path'],
    ['/images/tr:w-100/a.jpg*', 'two levels'],
    ['/sample.jpg', 'no wildcard'],
    ['/sample.jpg?tr=w-100', 'no wildcard'],
  ] as const) {
    test(`takes ${rest}: ${why}`, () => assert.ok(target(rest)));
  }

  for (const [rest, why] of [
    ['/images*', 'one short level'],
    ['/tmp/*', 'one short level, as far as we know'],
    ['/*', 'everything'],
    ['*', 'everything'],
    ['/folder/*/sample.jpg', 'a star that is not at the end'],
    ['/folder/sub/**', 'two stars'],
    ['/media/catalog/*', 'never accepted'],
    ['/s/files/*', 'never accepted'],
    ['/', 'no file'],
    ['', 'no file'],
    ['/%E0%A4%A', 'no valid encoding'],
  ] as const) {
    test(`refuses ${rest || 'the bare endpoint'}: ${why}`, () => {
      assert.equal(target(rest), undefined);
    });
  }

  test('refuses another account, and a prefix that only looks like this one', () => {
    assert.equal(purgeTarget('https://ik.imagekit.io/other/a.jpg', [ENDPOINT]), undefined);
    assert.equal(purgeTarget(`${ENDPOINT}2/a.jpg`, [ENDPOINT]), undefined);
  });

  test('names one URL without a star, and all that begin like it with one', () => {
    const one = target('/a/b.jpg');
    assert.equal(one?.('/a/b.jpg'), true);
    assert.equal(one('/a/b.jpg?tr=w-1'), false);
    const all = target('/a/b.jpg*');
    assert.equal(all?.('/a/b.jpg'), true);
    assert.equal(all('/a/b.jpg?tr=w-1'), true);
    assert.equal(all('/a/b.jpg/ik-seo'), true);
    assert.equal(all('/tr:w-1/a/b.jpg'), false);
  });

  test('compares paths decoded', () => {
    assert.equal(target('/r%C3%A9sum%C3%A9%20v2.pdf')?.('/résumé v2.pdf'), true);
  });
});
