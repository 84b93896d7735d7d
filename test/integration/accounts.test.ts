import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scriptWindow } from '../support/scriptedWindow';
import type { Row, ScriptedWindow, ShownBox } from '../support/scriptedWindow';
import { errorBody, json, standIn } from '../support/standIn';
import type { StandIn } from '../support/standIn';
import { removeAccounts } from '../support/sandboxWindow';

const key = 'private_dummyKeyForDocsOnly00000=';
const otherKey = 'private_otherKeyForDocsOnly00000=';
const cutKey = key.slice(0, -1);
const emptyKey = 'private_emptyKeyForDocsOnly00000=';

/** What the stand-in for ImageKit says about each key. */
const refusals = new Map([
  [cutKey, 'Your account cannot be authenticated.'],
  ['private_expired0000000000000000=', 'Your request contains expired private API key.'],
  ['private_disabled000000000000000=', 'Your account is disabled.'],
  ['private_restricted0000000000000=', 'You [must](command:workbench.action.quit)\nnot do this.'],
]);

/** Which library each key opens. */
const libraries = new Map([
  [key, 'https://ik.imagekit.io/acme'],
  [otherKey, 'https://ik.imagekit.io/other'],
]);

function keyOf(authorization: string | undefined): string {
  const credentials = Buffer.from(authorization?.slice('Basic '.length) ?? '', 'base64').toString();
  return credentials.replace(/:$/, '');
}

function fileOf(urlEndpoint: string) {
  const fields = { type: 'file', fileId: '598821f949c0a938d57563bd', name: 'hero.jpg' };
  return { ...fields, filePath: '/hero.jpg', url: `${urlEndpoint}/hero.jpg` };
}

suite('accounts', () => {
  let api: StandIn;
  let window: ScriptedWindow;

  setup(async () => {
    api = await standIn((response, { headers }) => {
      const used = keyOf(headers.authorization);
      const refusal = refusals.get(used);
      if (refusal !== undefined) json(response, 403, errorBody(refusal));
      else if (used === emptyKey) json(response, 200, []);
      else json(response, 200, [fileOf(libraries.get(used) ?? 'https://ik.imagekit.io/unknown')]);
    });
    await pointAt(api.origin);
    window = scriptWindow();
  });

  teardown(async () => {
    window.restore();
    await removeAccounts();
    await pointAt(undefined);
    await api.close();
  });

  async function pointAt(apiHost: string | undefined): Promise<void> {
    const settings = vscode.workspace.getConfiguration('imagekitCleanup');
    await settings.update('apiHost', apiHost, vscode.ConfigurationTarget.Global);
  }

  async function run(command: string): Promise<void> {
    await vscode.commands.executeCommand(`imagekitCleanup.${command}`);
  }

  /** What "Switch Account…" offers. */
  async function offered(): Promise<readonly Row[]> {
    const own = scriptWindow();
    const rows: Row[] = [];
    own.onList((shown) => {
      // Above the first line that parts them from what else can be done.
      const line = shown.findIndex(({ label }) => label === '');
      for (const { label, description = '', detail = '' } of shown.slice(0, line)) {
        rows.push({ label, description, detail });
      }
      return undefined;
    });
    await run('switchAccount');
    own.restore();
    return rows;
  }

  function typing(text: string) {
    return (box: ShownBox) => {
      box.type(text);
      box.accept();
    };
  }

  async function add(name: string, privateKey = key, kind = 'Development'): Promise<void> {
    const own = scriptWindow();
    own.onBox(typing(name));
    own.onBox(typing(privateKey));
    own.onBox((box) => box.accept());
    own.onBox((box) => box.accept(kind));
    await run('addAccount');
    own.restore();
  }

  test('a new account asks four questions, and reads one file before it is kept', async () => {
    window.onBox((box) => {
      assert.deepEqual([box.title, box.step, box.totalSteps], ['Add ImageKit Account', 1, 4]);
      assert.equal(box.password, false);
      box.type('acme');
      box.accept();
    });
    window.onBox((box) => {
      assert.deepEqual([box.step, box.password], [2, true]);
      box.type(` ${key}\n`);
      assert.equal(api.arrivals.length, 0, 'nothing is sent while typing');
      box.accept();
    });
    window.onBox((box) => {
      assert.equal(box.step, 3);
      assert.equal(box.value, 'https://ik.imagekit.io/acme');
      box.type(`${box.value}, https://images.example.com/`);
      box.accept();
    });
    window.onBox((box) => {
      assert.deepEqual([box.step, box.labels], [4, ['Development', 'Production']]);
      box.accept('Production');
    });
    await run('addAccount');
    assert.deepEqual(
      api.arrivals.map(({ method, url, headers }) => [method, url, keyOf(headers.authorization)]),
      [
        ['GET', '/v1/files?limit=1', key],
        ['POST', '/v1/files/addTags', key],
      ],
    );
    assert.deepEqual(await offered(), [
      row(
        'acme',
        'current · production',
        'https://ik.imagekit.io/acme, https://images.example.com',
      ),
    ]);
    assert.deepEqual(
      window.messages.map(({ text }) => text),
      ['Added acme.'],
    );
  });

  test('going back keeps what was typed, and a proven key is not proved again', async () => {
    window.onBox(typing('acme'));
    window.onBox((box) => {
      box.type('private_half');
      box.back();
    });
    window.onBox((box) => {
      assert.equal(box.value, 'acme');
      box.type('acme two');
      box.accept();
    });
    window.onBox((box) => {
      assert.equal(box.value, 'private_half');
      box.type(key);
      box.accept();
    });
    window.onBox((box) => {
      box.type('https://images.example.com');
      box.back();
    });
    window.onBox((box) => {
      assert.equal(box.value, key);
      box.accept();
    });
    window.onBox((box) => {
      assert.equal(box.value, 'https://images.example.com');
      box.accept();
    });
    window.onBox((box) => box.accept('Development'));
    await run('addAccount');
    assert.equal(api.arrivals.length, 2);
    assert.deepEqual(await offered(), [row('acme two', 'current', 'https://images.example.com')]);
  });

  for (const at of [1, 2, 3, 4]) {
    test(`escape at step ${at} keeps nothing`, async () => {
      const steps = [typing('acme'), typing(key), (box: ShownBox) => box.accept()];
      for (const step of steps.slice(0, at - 1)) window.onBox(step);
      window.onBox((box) => box.escape());
      await run('addAccount');
      assert.deepEqual(await offered(), []);
    });
  }

  test('what is no private key is refused with the reason before anything is sent', async () => {
    window.onBox(typing('acme'));
    window.onBox((box) => {
      const texts = [
        ['public_dummyKeyForDocsOnly00000=', /public key.*private_/],
        ['', /private key/],
        [`${key} ${key}`, /spaces or a colon/],
        ['https://imagekit.io/dashboard', /spaces or a colon/],
      ] as const;
      for (const [text, reason] of texts) {
        box.type(text);
        box.accept();
        assert.match(box.problem ?? '', reason);
        assert.ok(box.isOpen);
      }
      box.escape();
    });
    await run('addAccount');
    assert.equal(api.arrivals.length, 0);
  });

  test('a key without its usual beginning is warned of, and may be tried', async () => {
    window.onBox(typing('acme'));
    window.onBox((box) => {
      box.type('dummyKey');
      assert.match(box.problem ?? '', /start with private_/);
      box.accept();
    });
    window.onBox((box) => box.accept());
    window.onBox((box) => box.accept('Development'));
    await run('addAccount');
    assert.equal(keyOf(api.arrivals[0]?.headers.authorization), 'dummyKey');
    assert.equal((await offered()).length, 1);
  });

  test('a refused key says which refusal it was, stays in the box, and can be corrected', async () => {
    window.onBox(typing('acme'));
    const reasons = [
      [cutKey, /acme \(403: Your account cannot be authenticated\).*should end with "="/],
      ['private_expired0000000000000000=', /403: Your request contains expired .*It has expired/],
      [
        'private_disabled000000000000000=',
        /403: Your account is disabled.*account is disabled\. See/,
      ],
      ['private_restricted0000000000000=', /403: You .*restricted key/],
    ] as const;
    window.onBox(typing(reasons[0][0]));
    reasons.forEach(([refused, reason], index) => {
      window.onBox((box) => {
        assert.match(box.problem ?? '', reason);
        assert.doesNotMatch(box.problem ?? '', /\n|\]\(command:/);
        assert.equal(box.value, refused);
        const next = reasons[index + 1]?.[0] ?? key;
        box.type(next);
        assert.equal(box.problem, undefined);
        box.accept();
      });
    });
    window.onBox((box) => box.accept());
    window.onBox((box) => box.accept('Development'));
    await run('addAccount');
    assert.equal((await offered()).length, 1);
  });

  test('a key that can not be proved offline is not kept, and Enter tries again', async () => {
    await api.close();
    window.onBox(typing('acme'));
    window.onBox(typing(key));
    window.onBox((box) => {
      assert.match(box.problem ?? '', /^Couldn't reach ImageKit.*Nothing was stored.*Enter/);
      assert.equal(box.value, key);
      box.accept();
    });
    window.onBox((box) => {
      assert.match(box.problem ?? '', /Couldn't reach ImageKit/);
      box.escape();
    });
    await run('addAccount');
    assert.deepEqual(await offered(), []);
  });

  test('a name is taken once, in whatever case', async () => {
    await add('acme');
    window.onBox((box) => {
      box.type('ACME ');
      box.accept();
      assert.match(box.problem ?? '', /already/);
      box.type('');
      box.accept();
      assert.match(box.problem ?? '', /name/);
      box.escape();
    });
    await run('addAccount');
  });

  test('what is no delivery URL is named', async () => {
    window.onBox(typing('acme'));
    window.onBox(typing(key));
    window.onBox((box) => {
      box.type('https://ik.imagekit.io/acme, acme');
      box.accept();
      assert.match(box.problem ?? '', /"acme"/);
      box.escape();
    });
    await run('addAccount');
  });

  test('a second account is used where it is asked for, and can be switched to', async () => {
    await add('acme');
    window.onBox(typing('other'));
    window.onBox(typing(otherKey));
    window.onBox((box) => box.accept());
    window.onBox((box) => box.accept('Development'));
    window.onMessage(({ text, buttons }) => {
      assert.match(text, /Added other\. This workspace still uses acme\./);
      return buttons[0];
    });
    await run('addAccount');
    assert.deepEqual(
      (await offered()).map(({ label, description }) => [label, description]),
      [
        ['other', 'current'],
        ['acme', ''],
      ],
    );
    window.onList(() => 'acme');
    await run('switchAccount');
    assert.equal((await offered())[0]?.label, 'acme');
  });

  test('removing asks in a modal, which says that ImageKit is not touched', async () => {
    await add('acme');
    const sent = api.arrivals.length;
    window.onMessage(({ modal, text, detail, buttons }) => {
      assert.equal(modal, true);
      assert.match(text, /Remove acme/);
      assert.match(detail ?? '', /Nothing at ImageKit is touched/);
      assert.deepEqual(buttons, ['Remove']);
      return undefined;
    });
    await run('removeAccount');
    assert.equal((await offered()).length, 1, 'it was cancelled');
    window.onMessage(() => 'Remove');
    await run('removeAccount');
    assert.deepEqual(await offered(), []);
    assert.ok(api.arrivals.slice(sent).every(({ method }) => method === 'GET'));
  });

  test('an account can be marked as production, and unmarked', async () => {
    await add('acme');
    await run('markProduction');
    assert.equal((await offered())[0]?.description, 'current · production');
    await run('unmarkProduction');
    assert.equal((await offered())[0]?.description, 'current');
    assert.match(window.messages[0]?.text ?? '', /typing the number/);
  });

  test('a new key is proved, and one of another library is asked about', async () => {
    await add('acme');
    window.onBox((box) => {
      assert.deepEqual([box.step, box.password, box.value], [undefined, true, '']);
      box.type(otherKey);
      box.accept();
    });
    window.onMessage(({ modal, detail, buttons }) => {
      assert.equal(modal, true);
      assert.match(detail ?? '', /imagekit\.io\/other.*imagekit\.io\/acme/);
      assert.deepEqual(buttons, ['Use This Key']);
      return undefined;
    });
    await run('updateKey');
    assert.deepEqual(
      window.messages.map(({ modal }) => modal),
      [true],
      'nothing was said to be done',
    );
    window.onBox(typing(key));
    await run('updateKey');
    assert.equal(window.messages.at(-1)?.text, 'The key for acme was updated.');
  });

  test('a new key is asked about, too, where nothing tells whose the old one was', async () => {
    await add('acme', emptyKey);
    const replaceWith = async (press: string | undefined, about: RegExp) => {
      window.onBox(typing(otherKey));
      window.onMessage(({ modal, detail }) => {
        assert.equal(modal, true);
        assert.match(detail ?? '', about);
        return press;
      });
      await run('updateKey');
    };
    await replaceWith(undefined, /imagekit\.io\/other.*delivery URLs of acme aren't known/);
    assert.equal((await offered())[0]?.detail, '');
    await replaceWith('Use This Key', /aren't known/);
    assert.equal((await offered())[0]?.detail, 'https://ik.imagekit.io/other');
    window.onBox(typing(otherKey));
    await run('updateKey');
    assert.equal(window.messages.filter(({ modal }) => modal).length, 2, 'now it is known');
  });

  test('without an account a command says what to do', async () => {
    for (const command of ['updateKey', 'markProduction', 'removeAccount']) {
      await run(command);
      const said = window.messages.at(-1);
      assert.match(said?.text ?? '', /^No ImageKit account yet/);
      assert.deepEqual(said?.buttons, ['Add Account…', 'Open Sandbox Account']);
    }
  });

  test('the sandbox opens without a key and without a request to ImageKit', async () => {
    await run('openSandboxAccount');
    const [sandbox] = await offered();
    assert.equal(sandbox?.label, 'Sandbox');
    assert.equal(sandbox.description, 'current · sandbox');
    assert.match(sandbox.detail ?? '', /^http:\/\/127\.0\.0\.1:\d+\//);
    assert.equal(window.messages.length, 0);
    await run('openSandboxAccount');
    assert.equal((await offered()).length, 1, 'it is opened again, not added again');
    assert.equal(api.arrivals.length, 0);
    await run('updateKey');
    assert.match(window.messages.at(-1)?.text ?? '', /built-in key/);
    await run('markProduction');
    assert.equal((await offered())[0]?.description, 'current · sandbox');
  });

  test('a workspace can not say where requests go', async () => {
    await pointAt(undefined);
    const settings = vscode.workspace.getConfiguration('imagekitCleanup');
    await assert.rejects(
      Promise.resolve(settings.update('apiHost', api.origin, vscode.ConfigurationTarget.Workspace)),
    );
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder, 'the suite runs in a folder');
    const file = vscode.Uri.joinPath(folder, '.vscode/settings.json');
    const changed = new Promise<void>((resolve) => {
      const listener = vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('editor.tabSize')) return;
        listener.dispose();
        resolve();
      });
    });
    const text = JSON.stringify({ 'imagekitCleanup.apiHost': api.origin, 'editor.tabSize': 3 });
    await vscode.workspace.fs.writeFile(file, Buffer.from(text));
    await changed;
    const read = vscode.workspace.getConfiguration('imagekitCleanup').get('apiHost');
    await vscode.workspace.fs.delete(file);
    assert.equal(read, 'https://api.imagekit.io');
  });
});

function row(label: string, description: string, detail: string) {
  return { label, description, detail };
}
