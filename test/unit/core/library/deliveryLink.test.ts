import assert from 'node:assert/strict';
import type { Account } from '../../../../src/core/account/account';
import { deliveryLink } from '../../../../src/core/library/deliveryLink';

type Kind = Account['kind'];

const endpoints = ['https://ik.imagekit.io/acme', 'https://img.acme.com/media', 'http://cdn.acme'];

suite('deliveryLink', () => {
  const followed: readonly (readonly [string, Kind, readonly string[]])[] = [
    ['https://ik.imagekit.io/acme/a.png?updatedAt=1', 'production', endpoints],
    ['https://ik.imagekit.io/acme/a.png?updatedAt=1', 'production', []],
    ['https://ik.imagekit.io/acme/a.png', 'development', ['https://img.acme.com/media']],
    ['https://img.acme.com/media/b/c%20d.png?ik-obj-version=x', 'development', endpoints],
    ['http://cdn.acme/a.png', 'development', endpoints],
    ['http://127.0.0.1:4000/demo/a.png', 'sandbox', []],
    ['http://localhost:4000/demo/a.png', 'sandbox', []],
  ];
  for (const [url, kind, urlEndpoints] of followed) {
    test(`follows ${url} of an account with ${urlEndpoints.length} delivery URLs (${kind})`, () => {
      assert.equal(deliveryLink(url, { kind, urlEndpoints }), url);
    });
  }

  const refused: readonly (readonly [string, Kind, readonly string[]])[] = [
    ['', 'production', endpoints],
    ['/a.png', 'production', endpoints],
    ['https://evil.example/a.png', 'production', endpoints],
    ['https://evil.example/a.png', 'production', []],
    ['https://ik.imagekit.io.evil.example/a.png', 'production', []],
    ['https://ik.imagekit.io@evil.example/a.png', 'production', []],
    ['https://user:pass@ik.imagekit.io/acme/a.png', 'production', endpoints],
    ['https://img.acme.com/mediaevil/a.png', 'production', endpoints],
    ['https://img.acme.com/media/../admin', 'production', endpoints],
    ['http://ik.imagekit.io/acme2/a.png', 'production', endpoints],
    ['http://127.0.0.1:4000/demo/a.png', 'production', []],
    ['http://evil.example/a.png', 'sandbox', []],
    ['file:///etc/passwd', 'sandbox', []],
    ['javascript:alert(1)', 'production', []],
    ['command:workbench.action.quit', 'production', []],
    ['vscode://media-cleanup.x/y', 'production', endpoints],
  ];
  for (const [url, kind, urlEndpoints] of refused) {
    test(`refuses ${url || 'no address'} with ${urlEndpoints.length} delivery URLs (${kind})`, () => {
      assert.equal(deliveryLink(url, { kind, urlEndpoints }), undefined);
    });
  }
});
