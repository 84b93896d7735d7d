import assert from 'node:assert/strict';
import { deliveredPath, mayEndInStar } from '../../../../src/core/cdn/purgeUrl';

suite('a purge by wildcard', () => {
  test('is allowed as ImageKit documents it, and nowhere that is left open', () => {
    for (const path of [
      '/images/upload',
      '/sample.jpg',
      '/shop/old/',
      '/fifteen-letters',
      '/a-folder-of-fifteen/',
      '/media/catalog/product/',
      '/b%C3%BCro/x',
    ]) {
      assert.ok(mayEndInStar(path), path);
    }
    for (const path of [
      '/',
      '',
      '/images',
      '/tmp/',
      '/logo',
      '/media/catalog/',
      '/s/files/',
      '/%C3%BC%C3%BC%C3%BC%C3%BC',
    ]) {
      assert.ok(!mayEndInStar(path), path);
    }
  });
});

suite('a delivered address', () => {
  const endpoints = ['https://ik.imagekit.io/acme', 'https://img.acme.com/shop'];
  const read = (url: string) => deliveredPath(url, endpoints);

  test('is taken apart at its delivery URL, whatever its scheme and the case of its host', () => {
    for (const url of [
      'https://ik.imagekit.io/acme/a/b.jpg',
      'http://IK.imagekit.io/acme/a/b.jpg#top',
      'https://ik.imagekit.io:443/acme/a/b.jpg?',
    ]) {
      assert.deepEqual(read(url), {
        endpoint: 'https://ik.imagekit.io/acme',
        path: '/a/b.jpg',
        query: '',
        isSigned: false,
      });
    }
    assert.equal(read('https://img.acme.com/shop/a b.jpg')?.path, '/a%20b.jpg');
  });

  test('is none of another account, of something else, or with a star inside', () => {
    for (const url of [
      'https://ik.imagekit.io/acme2/a.jpg',
      'https://ik.imagekit.io/acme',
      'https://ik.imagekit.io.evil.example/acme/a.jpg',
      'https://evil.example/?https://ik.imagekit.io/acme/a.jpg',
      'https://me:pass@ik.imagekit.io/acme/a.jpg',
      'https://ik.imagekit.io/acme/*/a.jpg',
      'https://ik.imagekit.io/acme/../other/a.jpg',
      '/a.jpg',
      '',
    ]) {
      assert.equal(read(url), undefined, url);
    }
  });

  test('loses its signature, and tells that it had one', () => {
    const signed = read(
      'https://ik.imagekit.io/acme/a.jpg?ik-t=1767225600&tr=orig-true&ik-s=0cbc0d56',
    );
    assert.deepEqual([signed?.query, signed?.isSigned], ['?tr=orig-true', true]);
    const only = read('https://ik.imagekit.io/acme/a.jpg?ik-s=0cbc0d56');
    assert.deepEqual([only?.query, only?.isSigned], ['', true]);
    const other = read('https://ik.imagekit.io/acme/a.jpg?ik-special=1');
    assert.deepEqual([other?.query, other?.isSigned], ['?ik-special=1', false]);
  });

  test('that holds a private key is none at all', () => {
    const key = 'private_dummyKeyForDocsOnly00000=';
    assert.equal(read(`https://ik.imagekit.io/acme/a.jpg?key=${key}`), undefined);
    assert.equal(read(`https://ik.imagekit.io/acme/${key}/a.jpg`), undefined);
  });
});
