import assert from 'node:assert/strict';
import { isSendableId } from '../../../../src/api/sendableId';
import { pathPattern } from '../../../../src/core/plan/pathPattern';
import { contributedSettings } from '../../../support/contributedSettings';
import { readLimits, type GuardSetting } from '../../../../src/vscode/settings/ownLimits';

interface Declared {
  readonly default: unknown;
  readonly items?: { readonly pattern: string };
}

const settings = contributedSettings<Declared>();

function declared(name: GuardSetting): Declared {
  const entry = settings[`imagekitCleanup.${name}`];
  assert.ok(entry, `${name} is not declared`);
  return entry;
}

/** The limits that follow from these settings and the defaults of all others. */
const read = (settings: Partial<Record<GuardSetting, unknown>>) =>
  readLimits((name) => (name in settings ? settings[name] : declared(name).default));

suite("a person's limits", () => {
  test('by default keep what is tagged "keep", and 1,000 files at a time', () => {
    assert.deepEqual(read({}), {
      kind: 'limits',
      own: {
        protectedTags: ['keep'],
        protectedPaths: [],
        protectedIds: [],
        minAgeHours: 0,
        maxFiles: 1000,
        maxBytes: Infinity,
      },
    });
  });

  test('are what the settings say, blanks around them aside', () => {
    const reading = read({
      protectedTags: [' legal ', 'Brand'],
      protectedPaths: ['/brand/** '],
      protectedIds: ['abc_1-2'],
      minAgeHours: 1.5,
      runLimitFiles: 7,
      runLimitBytes: 5_000,
    });
    assert.equal(reading.kind, 'limits');
    const { protectedPaths, ...rest } = reading.own;
    assert.deepEqual(
      protectedPaths.map(({ text }) => text),
      ['/brand/**'],
    );
    assert.deepEqual(rest, {
      protectedTags: ['legal', 'Brand'],
      protectedIds: ['abc_1-2'],
      minAgeHours: 1.5,
      maxFiles: 7,
      maxBytes: 5_000,
    });
  });

  test('may protect nothing at all', () => {
    const reading = read({ protectedTags: [] });
    assert.equal(reading.kind, 'limits');
    assert.deepEqual(reading.own.protectedTags, []);
  });

  const mistakes: readonly (readonly [GuardSetting, unknown, unknown])[] = [
    ['protectedTags', 'keep', 'keep'],
    ['protectedTags', ['keep', 7], 7],
    ['protectedTags', [' '], ' '],
    ['protectedPaths', ['/a', '*.{svg,ai}'], '*.{svg,ai}'],
    ['protectedPaths', null, null],
    ['protectedIds', ['/brand/logo.svg'], '/brand/logo.svg'],
    ['protectedIds', ['a'.repeat(65)], 'a'.repeat(65)],
    ['minAgeHours', '24', '24'],
    ['runLimitFiles', '1000', '1000'],
    ['runLimitBytes', null, null],
  ];
  for (const [setting, value, wrong] of mistakes) {
    test(`are broken by ${JSON.stringify(value)} as ${setting}`, () => {
      const expected = {
        kind: 'brokenSetting',
        setting,
        value: JSON.stringify(wrong),
      };
      assert.deepEqual(read({ [setting]: value }), expected);
    });
  }

  test('are checked by the settings editor as by the code', () => {
    const pattern = new RegExp(declared('protectedPaths').items?.pattern ?? 'none', 'u');
    const texts = ['/a', '/a/**', '*.svg', 'brand/', 'a b', '**'];
    const wrong = ['', '/', '!a', '*.{a,b}', '[a]', 'a\\b', './a', '/a/../b', 'https://a/b'];
    for (const text of [...texts, ...wrong]) {
      assert.equal(pattern.test(text), pathPattern(text) !== undefined, text);
    }
    const id = new RegExp(declared('protectedIds').items?.pattern ?? 'none', 'u');
    for (const text of ['598821f949c0a938d57563bd', 'a'.repeat(64), '/a.jpg', '', 'a'.repeat(65)])
      assert.equal(id.test(text), isSendableId(text), text);
  });
});
