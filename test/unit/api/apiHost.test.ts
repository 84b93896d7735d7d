import assert from 'node:assert/strict';
import { apiOrigin, defaultApiHost } from '../../../src/api/apiHost';
import { ApiError } from '../../../src/api/errors';

suite('API host', () => {
  const taken = [
    [defaultApiHost, 'https://api.imagekit.io'],
    ['https://proxy.example:8443/', 'https://proxy.example:8443'],
    ['http://localhost:4010', 'http://localhost:4010'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['http://127.1:80', 'http://127.0.0.1'],
    ['http://[::1]:4010', 'http://[::1]:4010'],
  ] as const;
  for (const [host, origin] of taken)
    test(`takes ${host}`, () => assert.equal(apiOrigin(host), origin));

  const refused = [
    'http://api.imagekit.io',
    'http://localhost.evil.example',
    'http://127.evil.example',
    'http://127.0.0.1.evil.example',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://[::ffff:127.0.0.1]',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'api.imagekit.io',
    '',
    'https://',
    'https://user:pass@api.imagekit.io',
    'https://api.imagekit.io/v1',
    'https://api.imagekit.io/?x=1',
    'https://api.imagekit.io/#x',
  ];
  for (const host of refused)
    test(`refuses ${JSON.stringify(host)}`, () =>
      assert.throws(
        () => apiOrigin(host),
        (error) => error instanceof ApiError && error.failure.kind === 'rejected',
      ));
});
