import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { foldedText } from '../../../../src/core/plan/foldedText';
import { policyFileName, readRunLimits } from '../../../../src/vscode/settings/policyFile';
import { useFolder } from '../../../support/deletion/useFolder';

suite('the policy of a workspace', () => {
  const folder = useFolder();
  const replaced = vscode.workspace as unknown as { workspaceFolders: unknown };
  const own = replaced.workspaceFolders;
  setup(() => {
    replaced.workspaceFolders = [{ uri: vscode.Uri.file(folder()), name: 'site', index: 0 }];
  });
  teardown(() => (replaced.workspaceFolders = own));

  const write = (bytes: Uint8Array | string) =>
    writeFileSync(path.join(folder(), policyFileName), bytes);
  const policy = '{ "protectedTags": ["zur\u00fcck"] }';

  /** The tags that are protected now. */
  async function tags(): Promise<readonly string[]> {
    const reading = await readRunLimits();
    assert.equal(reading.kind, 'limits');
    return [...reading.limits.protections.tags].filter((tag) => tag !== 'keep');
  }

  test('is read in UTF-8, with a mark and without', async () => {
    write(policy);
    assert.deepEqual(await tags(), [foldedText('zur\u00fcck')]);
    write(`\ufeff${policy}`);
    assert.deepEqual(await tags(), [foldedText('zur\u00fcck')]);
  });

  test('is read in UTF-16 with its mark, as PowerShell writes it', async () => {
    const little = Buffer.from(`\ufeff${policy}`, 'utf16le');
    write(little);
    assert.deepEqual(await tags(), [foldedText('zur\u00fcck')]);
    write(Buffer.from(little).swap16());
    assert.deepEqual(await tags(), [foldedText('zur\u00fcck')]);
  });

  test('is broken, never none, in any other encoding', async () => {
    write(Buffer.from(policy, 'latin1'));
    assert.equal((await readRunLimits()).kind, 'brokenPolicy');
    write(Buffer.from(policy, 'utf16le'));
    assert.equal((await readRunLimits()).kind, 'brokenPolicy');
    // Half of a character at its end.
    write(Buffer.from(`\ufeff${policy}`, 'utf16le').subarray(0, -1));
    assert.equal((await readRunLimits()).kind, 'brokenPolicy');
  });
});
