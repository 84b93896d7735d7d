import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AssetFiles } from '../../../../src/vscode/library/assetFiles';

function filesOf() {
  const files = new AssetFiles(new vscode.EventEmitter());
  let fetched = 0;
  const open = (name: string, bytes = Buffer.from(name)) => {
    const fetch = () => {
      fetched += 1;
      return Promise.resolve(Buffer.from(`${name} again`));
    };
    files.open(uri(name), { size: bytes.length, changed: 7, fetch }, bytes);
  };
  return { files, open, fetched: () => fetched };
}

function isRefused(error: unknown): boolean {
  return (error as vscode.FileSystemError).code === 'NoPermissions';
}

const uri = (text: string) => vscode.Uri.parse(text);

suite('files of the library in editors', () => {
  test('are read from memory as often as VS Code asks, and told with their size', async () => {
    const { files, open, fetched } = filesOf();
    open('imagekit:/acme/a.jpg?v=1');
    for (let look = 0; look < 3; look++) {
      const bytes = await files.readFile(uri('imagekit:/acme/a.jpg?v=1'));
      assert.equal(Buffer.from(bytes).toString(), 'imagekit:/acme/a.jpg?v=1');
    }
    const { type, size, mtime } = files.stat(uri('imagekit:/acme/a.jpg?v=1'));
    assert.deepEqual([type, size, mtime], [vscode.FileType.File, 24, 7]);
    assert.equal(fetched(), 0);
  });

  test('are nobody’s to read but those that were opened, and nothing is asked for others', async () => {
    const { files, open, fetched } = filesOf();
    open('imagekit:/acme/a.jpg?v=1');
    for (const other of ['imagekit:/acme/private.pdf', 'imagekit:/acme/a.jpg', 'imagekit:/']) {
      assert.throws(() => files.stat(uri(other)), isRefused, other);
      await assert.rejects(files.readFile(uri(other)), isRefused, other);
      assert.throws(() => files.readDirectory(uri(other)), isRefused, other);
      assert.throws(() => files.writeFile(uri(other)), isRefused, other);
      assert.throws(() => files.delete(uri(other)), isRefused, other);
      assert.throws(() => files.rename(uri(other)), isRefused, other);
      assert.throws(() => files.createDirectory(uri(other)), isRefused, other);
    }
    assert.equal(fetched(), 0);
  });

  test('are fetched again where memory is short, and forgotten when many others were opened', async () => {
    const { files, open, fetched } = filesOf();
    open('imagekit:/first', Buffer.alloc(70_000_000));
    open('imagekit:/second', Buffer.alloc(70_000_000));
    assert.equal(
      Buffer.from(await files.readFile(uri('imagekit:/first'))).toString(),
      'imagekit:/first again',
    );
    assert.equal(fetched(), 1);
    for (let more = 0; more < 40; more++) open(`imagekit:/${more}`);
    await assert.rejects(files.readFile(uri('imagekit:/first')), isRefused);
    assert.equal(fetched(), 1);
  });
});
