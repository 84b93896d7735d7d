import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contributedSettings } from '../../../support/contributedSettings';
import path from 'node:path';
import {
  numberSettings,
  settingNumber,
  settingTexts,
} from '../../../../src/vscode/settings/values';
import type { NumberSetting } from '../../../../src/vscode/settings/values';

interface Declared {
  readonly type: string;
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scope?: string;
  readonly pattern?: string;
}

const manifest = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../../../package.json'), 'utf8'),
) as {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
};
const declared = contributedSettings<Declared>();

suite('number settings', () => {
  for (const [setting, { min, max, whole }] of Object.entries(numberSettings)) {
    test(`${setting} has the same range in the settings editor as in the code`, () => {
      const entry = declared[`imagekitCleanup.${setting}`];
      assert.ok(entry, 'not declared');
      assert.deepEqual(
        { min: entry.minimum, max: entry.maximum, type: entry.type },
        { min, max, type: whole ? 'integer' : 'number' },
      );
      const byDefault = settingNumber(setting as NumberSetting, undefined, entry.default);
      assert.equal(byDefault, entry.default);
    });
  }

  const values = [
    ['a value inside the range', 50, 50],
    ['the smallest', 1, 1],
    ['less than the smallest', 0, 1],
    ['a negative', -7, 1],
    ['more than the largest', 5000, 100],
    ['a fraction', 2.6, 3],
    ['no number', '50', 100],
    ['nothing', undefined, 100],
    ['not a number', Number.NaN, 100],
    ['infinity', Number.POSITIVE_INFINITY, 100],
    ['a list', [7], 100],
  ] as const;
  for (const [name, value, expected] of values) {
    test(`${name} as the batch size means ${expected}`, () => {
      assert.equal(settingNumber('batchSize', value, 100), expected);
    });
  }

  test('a rate may be a fraction', () => {
    assert.equal(settingNumber('writesPerSecond', 0.5, 4), 0.5);
  });
});

suite('settings in the manifest', () => {
  test('come from the person alone, or from a workspace that is trusted', () => {
    const entries = Object.entries(declared);
    assert.notEqual(entries.length, 0);
    const others = entries.filter(([, { scope }]) => scope !== 'application');
    assert.deepEqual(
      others
        .map(([name]) => name)
        .filter((name) => !name.startsWith('imagekitCleanup.references.')),
      [],
    );
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.deepEqual(others.map(([name]) => name).sort(), [...restricted].sort());
  });

  test('the API host is HTTPS, or HTTP on this machine', () => {
    const pattern = new RegExp(declared['imagekitCleanup.apiHost']?.pattern ?? 'none');
    const hosts = [
      ['https://api.imagekit.io', true],
      ['https://proxy.example.com:8443', true],
      ['http://127.0.0.1:4010', true],
      ['http://localhost:4010', true],
      ['http://[::1]:4010', true],
      ['http://api.imagekit.io', false],
      ['http://127.0.0.1.evil.test', false],
      ['https://user:secret@api.imagekit.io', false],
      ['https://api.imagekit.io/v1', false],
      ['api.imagekit.io', false],
      ['', false],
    ] as const;
    assert.deepEqual(
      hosts.map(([host]) => [host, pattern.test(host)]),
      hosts,
    );
  });
});

suite('list settings', () => {
  const values = [
    ['texts', [' src/** ', 'docs'], ['src/**', 'docs']],
    ['what is no text', ['a', 1, null, ['b']], ['a']],
    ['blanks', ['', '  '], []],
    ['no list', 'src/**', []],
    ['nothing', undefined, []],
  ] as const;
  for (const [what, value, expected] of values) {
    test(`${what}: only what can be used is left`, () => {
      assert.deepEqual(settingTexts(value), expected);
    });
  }
});
