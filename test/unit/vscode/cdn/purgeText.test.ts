import assert from 'node:assert/strict';
import type { CopyState } from '../../../../src/core/cdn/purgeProof';
import { copyStateText, purgedText, purgeParts } from '../../../../src/vscode/cdn/purgeText';
import type { PurgeEntry } from '../../../../src/vscode/cdn/purges';

const header = {
  purgeId: '20260201T100000000Z-00000000',
  runId: undefined,
  account: { id: 'a', name: 'acme' },
  createdAt: '2026-02-01T10:00:00.000Z',
};

function entry(...states: readonly CopyState[]): PurgeEntry {
  const copies = states.map((state, at) => {
    const address = `https://ik.imagekit.io/acme/${at}.jpg`;
    return { address, sent: `${address}*`, state };
  });
  return { header, copies, isUnderWay: false, isOwn: true, retry: undefined };
}

const gone: CopyState = { kind: 'gone' };
const served: CopyState = {
  kind: 'stillServed',
  ageSeconds: 7200,
  cache: 'Hit from cloudfront',
  isFresh: false,
};
const limits = "Other transformations, CDN locations, and browser caches weren't checked.";

suite('the words about a purge', () => {
  test('say gone only of the URLs that were asked for, and what was not looked at', () => {
    assert.deepEqual(purgedText(entry(gone)), {
      text: `The CDN no longer serves https://ik.imagekit.io/acme/0.jpg. ${limits}`,
      isWhole: true,
    });
    assert.deepEqual(purgedText(entry(gone, gone)), {
      text: `The CDN no longer serves 2 URLs of acme. ${limits}`,
      isWhole: true,
    });
  });

  test('count each kind, and say the first cause', () => {
    assert.deepEqual(purgedText(entry(gone, served, { kind: 'purging' })), {
      text: `CDN purge of 3 URLs for acme: 1 still served, 1 purging, 1 gone. First cause: still served (2 hours old, Hit from cloudfront). ${limits}`,
      isWhole: false,
    });
    assert.deepEqual(purgeParts(entry(gone, served)), [
      'CDN purge',
      '1 still served',
      '1 gone',
      'acme',
    ]);
  });

  test('show age and cache of a copy as the CDN tells them', () => {
    const text = (ageSeconds: number | undefined, cache?: string, isFresh = false) =>
      copyStateText({ kind: 'stillServed', ageSeconds, cache, isFresh });
    assert.equal(text(undefined), 'still served');
    assert.equal(text(1), 'still served (1 second old)');
    assert.equal(text(90), 'still served (1 minute old)');
    assert.equal(text(3 * 86_400), 'still served (3 days old)');
    assert.equal(
      text(2, 'Hit', true),
      'still served, fetched again from the library (2 seconds old, Hit)',
    );
  });

  test('make no link and no line break of what a server says', () => {
    const message = 'no\n[x](command:evil)';
    const text = copyStateText({ kind: 'notProven', why: { kind: 'refused', message } });
    assert.equal(text, 'not proven: ImageKit refused the purge (no [x] (command:evil))');
  });
});
