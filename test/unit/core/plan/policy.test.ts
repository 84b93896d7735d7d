import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { contributedSettings } from '../../../support/contributedSettings';
import { parsePolicy, type PolicyProblem } from '../../../../src/core/plan/policy';

/** Where a text is broken, and why. */
function problem(text: string): { line: number; problem: PolicyProblem } {
  const reading = parsePolicy(text);
  assert.equal(reading.kind, 'broken', `accepted: ${text}`);
  return reading;
}

const lines = (...texts: readonly string[]) => texts.join('\n');

suite('a policy file', () => {
  test('says what is protected and how large a run may be', () => {
    const reading = parsePolicy(
      lines(
        '// Nobody deletes the brand.',
        '{',
        '  "$schema": "https://example.com/schema.json",',
        '  "protect": { "tags": ["keep", "legal"], "paths": ["/brand/**", "*.svg",], "ids": ["a_1-B"] },',
        '  /* small runs */ "maxFiles": 200, "maxBytes": 1000000, "minAgeHours": 0.5,',
        '  "requireBackup": true,',
        '}',
      ),
    );
    assert.equal(reading.kind, 'policy');
    const { protect, ...rest } = reading.policy;
    assert.deepEqual(protect.tags, ['keep', 'legal']);
    assert.deepEqual(
      protect.paths.map(({ text }) => text),
      ['/brand/**', '*.svg'],
    );
    assert.deepEqual(protect.ids, ['a_1-B']);
    assert.deepEqual(rest, {
      limits: { maxFiles: 200, maxBytes: 1_000_000, minAgeHours: 0.5 },
      requireBackup: true,
    });
  });

  test('has the keys of the settings, and what they were called before adds to them', () => {
    const reading = parsePolicy(
      lines(
        '{',
        '  "protectedTags": ["keep"], "protectedPaths": ["/brand/**"], "protectedIds": ["a_1-B"],',
        '  "runLimitFiles": 200, "runLimitBytes": 1000,',
        '  "protect": { "tags": ["legal"], "paths": ["*.svg"], "ids": ["b"] },',
        '  "maxFiles": 100, "maxBytes": 2000',
        '}',
      ),
    );
    assert.equal(reading.kind, 'policy');
    const { protect, limits } = reading.policy;
    assert.deepEqual(protect.tags, ['keep', 'legal']);
    assert.deepEqual(
      protect.paths.map(({ text }) => text),
      ['/brand/**', '*.svg'],
    );
    assert.deepEqual(protect.ids, ['a_1-B', 'b']);
    assert.deepEqual(limits, { maxFiles: 100, maxBytes: 1000, minAgeHours: undefined });
  });

  test('may leave everything out', () => {
    const nothing = {
      protect: { tags: [], paths: [], ids: [] },
      limits: { maxFiles: undefined, maxBytes: undefined, minAgeHours: undefined },
      requireBackup: false,
    };
    for (const text of ['{}', '{ "protect": {} }']) {
      assert.deepEqual(parsePolicy(text), { kind: 'policy', policy: nothing });
    }
  });

  test('is broken where it is no JSON', () => {
    assert.equal(problem('').line, 1);
    assert.equal(problem('// only a comment').line, 1);
    assert.equal(problem(lines('{', '  "maxFiles": 10', '  "maxBytes": 10', '}')).line, 3);
    assert.equal(problem('{\r\n"maxFiles": 1 0 }').line, 2);
    assert.equal(problem('{\r"maxFiles": ten }').line, 2);
    assert.equal(problem('{} {}').line, 1);
  });

  /** Each line: what stands on the third line of the file, and what is wrong there. */
  const mistakes = [
    ['"maxFile": 10', 'unknownKey maxFile'],
    ['"protect": { "tag": ["keep"] }', 'unknownKey protect.tag'],
    ['"protect": ["keep"]', 'list protect'],
    ['"protect": []', 'list protect'],
    ['"protect": { "tags": "keep" }', 'value protect.tags'],
    ['"protect": { "tags": [" "] }', 'emptyTag protect.tags.0'],
    ['"protect": { "tags": ["keep", 7] }', 'value protect.tags.1'],
    ['"protect": { "paths": ["/a", "*.{svg,ai}"] }', 'notAPattern protect.paths.1'],
    ['"protect": { "ids": ["/brand/logo.svg"] }', 'notAnId protect.ids.0'],
    ['"maxFiles": 0', 'value maxFiles'],
    ['"maxFiles": 1.5', 'value maxFiles'],
    ['"maxFiles": "10"', 'value maxFiles'],
    ['"maxBytes": -1', 'value maxBytes'],
    ['"maxBytes": 1e999', 'value maxBytes'],
    ['"maxBytes": null', 'value maxBytes'],
    ['"minAgeHours": -1', 'value minAgeHours'],
    ['"requireBackup": "yes"', 'value requireBackup'],
    ['"__proto__": { "maxFiles": 1 }', 'unknownKey __proto__'],
    ['"maxFiles": 1, "maxFiles": 9', 'repeatedKey'],
    ['"protect": {}, "protect": { "tags": ["keep"] }', 'repeatedKey'],
  ] as const;
  for (const [mistake, what] of mistakes) {
    test(`is broken by ${mistake}, at that line`, () => {
      const { line, problem: found } = problem(
        lines('{', '  "$schema": "x",', `  ${mistake}`, '}'),
      );
      assert.equal(line, 3);
      assert.equal('place' in found ? `${found.kind} ${found.place}` : found.kind, what);
    });
  }

  test('is broken when it is anything but an object', () => {
    for (const text of ['[]', 'null', '"keep"', '7', 'true']) assert.equal(problem(text).line, 1);
  });

  test('is broken when it is made to stall the editor', () => {
    const tags = JSON.stringify({ protect: { tags: Array(10_001).fill('a') } });
    const paths = JSON.stringify({ protect: { paths: Array(501).fill('/a') } });
    const long = JSON.stringify({ protect: { paths: ['*a'.repeat(300)] } });
    for (const text of [tags, paths, long]) problem(text);
    problem(`{"protect":${'['.repeat(400_000)}`);
    problem(`{"protect":${'['.repeat(4_000)}${']'.repeat(4_000)}}`);
    problem(`${' '.repeat(1_000_001)}{}`);
  });

  test('is read or broken, and never an error, whatever it holds', () => {
    const anything = fc.oneof(fc.json(), fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(anything, (text) => {
        const reading = parsePolicy(text);
        if (reading.kind === 'broken') {
          assert.ok(reading.line >= 1 && reading.line <= text.split(/\r\n|\r|\n/).length);
        }
      }),
    );
  });
});

suite('the schema of a policy file', () => {
  interface Schema {
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly minimum?: number;
    readonly deprecationMessage?: string;
    readonly maxItems?: number;
    readonly items?: { readonly pattern: string; readonly maxLength: number };
  }
  const root = path.join(import.meta.dirname, '../../../..');
  const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as unknown;
  const schema = read('schemas/imagekit-cleanup.schema.json') as Schema;

  const accepts = (policy: object) => parsePolicy(JSON.stringify(policy)).kind === 'policy';

  test('knows the keys that the file may have, and no others', () => {
    const lists = ['protectedTags', 'protectedPaths', 'protectedIds'];
    const now = [...lists, 'runLimitFiles', 'runLimitBytes', 'minAgeHours', 'requireBackup'];
    const old = ['protect', 'maxFiles', 'maxBytes'];
    assert.deepEqual(Object.keys(schema.properties ?? {}), ['$schema', ...now, ...old]);
    for (const [key, { deprecationMessage }] of Object.entries(schema.properties ?? {})) {
      assert.equal(deprecationMessage !== undefined, old.includes(key), key);
    }
    const protect = schema.properties?.['protect']?.properties ?? {};
    assert.deepEqual(Object.keys(protect), ['tags', 'paths', 'ids']);
    const values = { $schema: 'x', protect: {}, maxFiles: 1, maxBytes: 1, minAgeHours: 0 };
    assert.ok(accepts({ ...values, requireBackup: true }));
    const named = Object.fromEntries(lists.map((key) => [key, []]));
    assert.ok(accepts({ ...named, runLimitFiles: 1, runLimitBytes: 1 }));
  });

  test('calls its keys as the settings are called', () => {
    const settings = contributedSettings();
    for (const [key, { deprecationMessage }] of Object.entries(schema.properties ?? {})) {
      if (deprecationMessage !== undefined || ['$schema', 'requireBackup'].includes(key)) continue;
      assert.ok(`imagekitCleanup.${key}` in settings, key);
    }
  });

  test('sets the limits that the code sets', () => {
    for (const [key, { minimum }] of Object.entries(schema.properties ?? {})) {
      if (minimum === undefined) continue;
      assert.ok(accepts({ [key]: minimum }) && !accepts({ [key]: minimum - 1 }), key);
    }
    const inProtect = Object.entries(schema.properties?.['protect']?.properties ?? {}).map(
      ([key, list]) => [key, list, (value: unknown) => ({ protect: { [key]: value } })] as const,
    );
    const ownLists = Object.entries(schema.properties ?? {})
      .filter(([, { items }]) => items !== undefined)
      .map(([key, list]) => [key, list, (value: unknown) => ({ [key]: value })] as const);
    assert.equal(ownLists.length, 3);
    for (const [key, { maxItems = 0, items }, policyOf] of [...inProtect, ...ownLists]) {
      assert.ok(items);
      const pattern = new RegExp(items.pattern, 'u');
      for (const text of ['a', 'a_1-B', '/a', '*.svg', ' ', '', '*.{a,b}', '!a', '/', '/a/../b']) {
        assert.equal(accepts(policyOf([text])), pattern.test(text), `${key} ${text}`);
      }
      const filled = (length: number) => Array<string>(length).fill('a');
      assert.ok(accepts(policyOf(filled(maxItems))));
      assert.ok(!accepts(policyOf(filled(maxItems + 1))));
      assert.ok(accepts(policyOf(['a'.repeat(items.maxLength)])));
      assert.ok(!accepts(policyOf(['a'.repeat(items.maxLength + 1)])));
    }
  });

  test('is offered by VS Code for the file', () => {
    const { contributes } = read('package.json') as {
      readonly contributes: { readonly jsonValidation: readonly object[] };
    };
    assert.deepEqual(contributes.jsonValidation, [
      { fileMatch: '.imagekit-cleanup.json', url: './schemas/imagekit-cleanup.schema.json' },
    ]);
  });
});
