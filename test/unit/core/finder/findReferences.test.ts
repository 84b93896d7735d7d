import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import fc from 'fast-check';
import {
  findInFile,
  findInLines,
  findReferences,
} from '../../../../src/core/finder/findReferences';
import { finderContext } from '../../../../src/core/finder/finderContext';
import type { FileFindings } from '../../../../src/core/fileFindings';
import type { Reference } from '../../../../src/core/reference';

const endpoint = 'https://ik.imagekit.io/acme';
const context = finderContext([{ url: endpoint }]);
const withDomain = finderContext([
  { url: endpoint },
  { url: 'https://img.acme.com/shop' },
  { url: 'http://127.0.0.1:4010/sandbox_id' },
]);

/** Names as libraries have them; marks that end a URL in most texts come percent-encoded. */
const name = fc
  .string({
    unit: fc.constantFrom(...Array.from("abcXYZ019-_.~ ()'!&+,;=@$#?%éüกา漢字🏔e\u0301")),
    minLength: 1,
    maxLength: 12,
  })
  .filter((text) => text.trim() === text && !/^\.|\.$|^(?:ik-|tr:)/.test(text));
const libraryPath = fc
  .tuple(
    fc.array(name, { maxLength: 3 }),
    name,
    fc.constantFrom('.jpg', '.png', '.mp4', '.PDF', ''),
  )
  .map(([folders, file, ending]) => `/${[...folders, file + ending].join('/')}`)
  .filter((path) => !/\.{2}|%[0-9a-f]{2}/i.test(path));

/** All that is kept of a file. */
function said({ references, paths, ...others }: FileFindings): string {
  return JSON.stringify([...references, ...paths, others]);
}

/** Encodes everything but letters, digits and `-_.~`. */
function encoded(path: string): string {
  const strict = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return path.split('/').map(strict).join('/');
}

const endpoints = fc.constantFrom(
  endpoint,
  'https://img.acme.com/shop',
  'http://127.0.0.1:4010/sandbox_id',
);
const steps = fc.constantFrom('', '/tr:w-300', '/tr:w-300,h-200:rt-90', '/tr:n-card');
const queries = fc.constantFrom(
  '',
  '?updatedAt=1700000000000',
  '?tr=w-3,h-4&ik-s=0cbc',
  '?ik-sdk-version=js-1.0&pr-true',
);

/** A URL as a program would make it, and the path that it stands for. */
const url = fc
  .tuple(endpoints, steps, libraryPath, queries)
  .map(([base, step, path, query]) => ({ url: base + step + encoded(path) + query, path }));

/** Texts that a URL stands in, each with what the text makes of the URL. */
const surroundings: Readonly<Record<string, (text: string) => string>> = {
  bare: (text) => `see ${text} there`,
  'a double-quoted text': (text) => `const x = "${text}";`,
  'a single-quoted text': (text) => `const x = '${text}';`,
  'a template': (text) => `const x = \`${text}\`;`,
  YAML: (text) => `cover: ${text}`,
  'a Markdown picture': (text) => `![x](${text})`,
  'a Markdown link in angles': (text) => `[x](<${text}>)`,
  CSS: (text) => `background: url(${text});`,
  HTML: (text) => `<img src="${text.replaceAll('&', '&amp;')}" alt="">`,
  'JSON in JSON': (text) => JSON.stringify({ html: JSON.stringify({ src: text }) }),
  'JSON with escaped slashes': (text) => JSON.stringify({ src: text }).replaceAll('/', '\\/'),
  'a twice escaped dump': (text) => `'${text.replaceAll('/', '\\\\/')}'`,
  "another URL's query": (text) => `/_next/image?url=${encodeURIComponent(text)}&w=640`,
  'a notebook': (text) => `"source": ["${text}\\n", "x"]`,
};

const only = (text: string) =>
  findReferences(text, 'a.txt', withDomain).filter(({ ref }) => ref.kind === 'url');

suite('findReferences', () => {
  for (const [where, around] of Object.entries(surroundings)) {
    test(`finds any URL and its path in ${where}`, () => {
      fc.assert(
        fc.property(url, (made) => {
          const [found, ...more] = only(around(made.url));
          assert.equal(found?.ref.kind, 'url');
          assert.equal(found.ref.paths[0], made.path);
          assert.equal(found.ref.path, made.path.normalize('NFC'));
          assert.equal(found.strength, 'certain');
          assert.deepEqual(more, []);
        }),
        { numRuns: 150 },
      );
    });
  }

  test("finds the URLs that ImageKit's own SDK builds", () => {
    const sdk = new ImageKit({ privateKey: 'private_unused', baseURL: 'http://127.0.0.1:1' });
    fc.assert(
      fc.property(libraryPath, fc.boolean(), fc.boolean(), (path, inPath, signed) => {
        // The SDK leaves these as they are: nobody could tell them from an escape and a template.
        fc.pre(!/[%$]/.test(path));
        const built = sdk.helper.buildSrc({
          urlEndpoint: endpoint,
          src: path,
          signed,
          transformationPosition: inPath ? 'path' : 'query',
          transformation: [{ width: 300, height: 200 }, { rotation: 90 }],
        });
        const ref = only(`"${built}"`)[0]?.ref;
        assert.equal(ref?.kind, 'url', built);
        assert.equal(ref.paths[0], path);
      }),
      { numRuns: 300 },
    );
  });

  /** Paths as texts spell them out, without what begins a query, a template or an entity. */
  const spelled = fc
    .tuple(libraryPath, fc.constantFrom('.jpg', '.PNG', '.mp4'))
    .map(([path, ending]) => path.replace(/[?$%]|&(?=#)/g, '-') + ending);
  const escaped = (path: string) =>
    JSON.stringify(path)
      .replaceAll('/', '\\/')
      .replace(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
  const spellings: Readonly<Record<string, (path: string) => string>> = {
    'a dump': (path) => `{"fileId":"x","filePath":${JSON.stringify(path)}}`,
    'a dump that escapes all it can': (path) => `{"filePath":${escaped(path)},"x":1}`,
    'JSON in JSON': (path) => JSON.stringify(JSON.stringify({ filePath: path })),
    'a prop of the SDK': (path) => `<IKImage path="${path.replaceAll('&', '&amp;')}" />`,
    'a helper': (path) => `src = ik('${path.replaceAll("'", "\\'")}')`,
    'a template': (path) => `const urlEndpoint = 1, x = \`\${urlEndpoint}${path}\`;`,
    'a joined string': (path) => `x = imagekitUrl + "${path}"`,
    'a constant': (path) => `const imagekit = { a: ["${path}", 1] };`,
    SQL: (path) => `INSERT INTO imagekit VALUES (1, '${path.replaceAll("'", "''")}', NULL);`,
    YAML: (path) => `filePath: "${path}"`,
  };

  for (const [where, around] of Object.entries(spellings)) {
    test(`finds any path in ${where}`, () => {
      fc.assert(
        fc.property(spelled, (path) => {
          const found = findReferences(around(path), 'a.txt', context);
          const paths = found.flatMap(({ ref }) => (ref.kind === 'path' ? [...ref.paths] : []));
          assert.ok(paths.includes(path), `${around(path)} gave ${JSON.stringify(found)}`);
          assert.deepEqual(found.length, 1);
        }),
        { numRuns: 200 },
      );
    });
  }

  const pieces = fc.constantFrom(
    ...[
      'https://',
      '//',
      'ik.imagekit.io',
      '/acme',
      '/',
      'a.jpg',
      '.png',
      'tr:w-1',
      '?',
      '&',
      '&amp;',
    ],
    ...[
      '"',
      "'",
      '`',
      '(',
      ')',
      '<',
      '>',
      '[',
      ']',
      '{',
      '}',
      '${',
      '%s',
      '%2F',
      '%',
      '\\',
      '\\n',
      '\\/',
    ],
    ...[
      ' ',
      '\t',
      '\n',
      '\r\n',
      '\r',
      ',',
      ';',
      ':',
      '=',
      '*',
      '^',
      '|',
      '#',
      '@',
      '\uFEFF',
      '\u2028',
      '漢',
    ],
    ...[
      'fileId',
      'versionId',
      'versionInfo',
      '"id":',
      '_id',
      'ObjectId(',
      'path=',
      '<IKImage',
      '\n<IKImage\n',
      ' path="/x/y"',
      '\n path="/x.png"',
      '/>',
      '=>',
      'src="',
      'ik(',
      'imagekit',
      'imagekit.url({\n',
      '\n  path: "/x/y",\n',
      '\n<Image\n',
      "\nimport { Image } from '@imagekit/next'\n",
      '\n provider="imagekit"\n',
      "buildSrc({ src: '/x/y'",
      '${IMAGEKIT_URL}/x/y`',
    ],
    ...[
      '64f0c1d2e3a4b5c6d7e8f901',
      '507f1f77bcf86cd799439011',
      'private_ab/c=',
      'urlEndpoint',
      '\ud83c',
    ],
  );
  const soup = fc
    .array(fc.oneof({ weight: 6, arbitrary: pieces }, fc.string()), { maxLength: 60 })
    .map((parts) => parts.join(''));

  test('never throws, and places each reference where its value stands', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const lines = text.split(/\r\n|\r|\n/);
        for (const { place, value } of findReferences(text, 'a.txt', context)) {
          const line = (lines[place.line - 1] ?? '').replace(
            /^\uFEFF/,
            place.line === 1 ? '' : '\uFEFF',
          );
          assert.equal(line.slice(place.column - 1, place.column - 1 + place.length), value);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('takes nothing that holds a private key for a name', () => {
    for (const text of [
      "'private_ab/c=; a.png'",
      '`private_ab/c=;.png`',
      '"x private_abcd a.png"',
    ]) {
      for (const { value } of findReferences(text, 'a.ts', context)) {
        assert.ok(text.includes(value), value);
      }
    }
  });

  test('says the same from the lines that match the trigger as from the whole text', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
        const hits = lines.flatMap((line, index) =>
          new RegExp(context.trigger.source, 'i').test(line)
            ? [{ line: index + 1, text: line }]
            : [],
        );
        const every = lines.map((line, index) => ({ line: index + 1, text: line }));
        const whole = findInFile(text, 'a.txt', context);
        assert.deepEqual(findInLines(hits, 'a.txt', context), whole);
        assert.deepEqual(findInLines(every, 'a.txt', context), whole);
      }),
      { numRuns: 3000 },
    );
  });

  test('reads a usual URL at a glance as it takes it apart, whatever stands around it', () => {
    const segment = fc.string({
      unit: fc.constantFrom(...Array.from('ab-_0.~:,@=')),
      maxLength: 5,
    });
    const parts = fc.constantFrom(
      ...[
        'tr:w-1',
        'tr:w-1,h-2',
        'tr:w-1:rt-2',
        'ik-seo',
        'ik-thumbnail.jpg',
        'tr',
        '..',
        'a.jpg',
        'ik-video.mp4',
        'img',
        '',
      ],
    );
    const address = fc
      .tuple(
        fc.constantFrom('acme', 'other', 'your_id', 'demo'),
        fc.array(fc.oneof(segment, parts), { maxLength: 3 }),
        fc.constantFrom('/a.jpg', '/a-b_c.PNG', '/a.b.mp4', '/a.txt', '/a', '/ik-x.jpg', ''),
        fc.constantFrom(
          '',
          '?tr=w-300',
          '?tr=w-1,h-2',
          '?tr=w-1,b c',
          '?ik-obj-version=x',
          '?a=1&b=2',
        ),
      )
      .map(([account, folders, file, query]) => ['', account, ...folders].join('/') + file + query);
    const endpoints = fc.constantFrom(
      ...[[], [{ url: endpoint }], [{ url: `${endpoint}/img` }], [{ url: 'https://a.com/x' }]],
    );
    const befores = [
      'x="',
      "x='",
      'x=`',
      '![x](',
      'f(',
      "url('",
      'url(',
      'cover: ',
      'X=',
      '',
      '\t',
      '?:',
    ];
    const afters = [
      '";',
      "';",
      '`;',
      ')',
      "')",
      ').',
      '',
      ' x',
      '.',
      ',y',
      '"\'',
      '" />',
      '&amp;b=c"',
    ];
    const around = fc.tuple(fc.constantFrom(...befores), fc.constantFrom(...afters));
    fc.assert(
      fc.property(address, endpoints, around, (rest, accounts, [before, after]) => {
        const finder = finderContext(accounts);
        // Only a scheme in lower case is read at a glance.
        const read = (scheme: string) =>
          findReferences(`${before}${scheme}://ik.imagekit.io${rest}${after}`, 'a.ts', finder).map(
            (each) => ({ ...each, value: each.value.toLowerCase() }),
          );
        assert.deepEqual(read('https'), read('HTTPS'));
      }),
      { numRuns: 20_000 },
    );
  });

  test('keeps no private key, whatever stands around it', () => {
    const key = 'private_aB3/dE+fG64f0c1d2e3a4b5c6d7e8f901=';
    fc.assert(
      fc.property(soup, soup, (before, after) => {
        const found = said(findInFile(`${before}${key}${after}`, '.env', context));
        assert.ok(!found.includes('private_aB3'));
      }),
      { numRuns: 500 },
    );
  });

  test('keeps no private key that a mail breaks over two lines', () => {
    const key = 'private_aB3/dE+fGhIjKlMnOpQr=';
    for (let at = 9; at < key.length; at += 1) {
      const mail = `Content-Transfer-Encoding: quoted-printable\n"https://ik.imagekit.io/acme/${key.slice(0, at)}=\n${key.slice(at)} a.jpg"`;
      const found = said(findInFile(mail, 'a.eml', context));
      assert.ok(!found.includes('private_aB3') && !found.includes(key.slice(at)), found);
    }
  });

  /** Seconds of the processor that a text takes. Others use it, too: the least of some tries counts. */
  function seconds(text: string): number {
    const before = process.cpuUsage();
    findReferences(text, 'a.txt', context);
    return process.cpuUsage(before).user / 1e6;
  }

  /** What makes a line worth a look, so that no expression is spared. */
  const lead = 'imagekit fileId path= tr:l-image ';

  /** Four times the text may take four times as long, not sixteen times. */
  function holdLinear(piece: string, size: number): void {
    const made = (length: number) => lead + piece.repeat(Math.ceil(length / piece.length));
    const [few, many] = [made(size), made(size * 4)];
    const short = Math.min(seconds(few), seconds(few), seconds(few));
    const isLinear = () => seconds(many) <= short * 8 + 0.03;
    assert.ok(isLinear() || isLinear() || isLinear(), `${short} s, then too long: ${piece}`);
  }

  test('takes linear time for a line of any pieces over and over', () => {
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 4 }), (parts) => {
        holdLinear(parts.join(''), 10_000);
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);

  for (const piece of [
    ...['a', 'f', '/', '\\', '\\/', '%2F', '%25', '(', '.jpg', '.', ' ', '"', "'", "''", '`', '- '],
    ...[
      '${',
      '{{',
      '{a}',
      '${x}',
      '{{ x }}',
      '<%',
      '&amp;',
      '&quot;',
      '&',
      '\\u00e9',
      '](',
      '](a(b)',
    ],
    'https://ik.imagekit.io/',
    'https://ik.imagekit.io/acme/a ',
    '"https://ik.imagekit.io/acme/a ',
    'https://ik.imagekit.io/acme/tr:l-image,i-a.png,',
    'https://ik.imagekit.io/other/tr:l-image,i-a.png,l-end/a.jpg ',
    'https%3A%2F%2Fik.imagekit.io%2Facme%2F',
    ...['ik.imagekit.io/acme/*', '/acme/ik.imagekit.io', 'imagekit', 'imagekit + "/', 'imagekit}/'],
    ...['ik(', 'imagekit_id=', 'imagekit ', 'urlEndpoint:', '/My Brand/a.jpg', "'/My Brand/a.jpg'"],
    ...[
      '${x}/a b.jpg"',
      ' /a.jpg?',
      '.jpg ',
      '"/a.jpg',
      'l-image,i-',
      'tr:l-image,ie-QUFB',
      'di-a.png',
    ],
    '"64f0c1d2e3a4b5c6d7e8f901",',
    '"versionId":"64f0c1d2e3a4b5c6d7e8f901",',
    '"fileId":"64f0c1d2e3a4b5c6d7e8f901","versionInfo":{"id":"64f0c1d2e3a4b5c6d7e8f902"},',
    ...[
      '/private_',
      'private_a.b',
      'versionInfo ',
      'private_',
      'path="/',
      'filePath:',
      'filePath: /a',
      'file_path="/a\\/',
      'tr:',
    ],
    ...[
      '<IKImage ',
      '<img src="',
      'provider="imagekit" src="/a.jpg" ',
      ...[
        '<Image src="/a" ',
        'src=',
        'imagekit.url({ ',
        'imagekit.url( path: "/a", ',
        'buildSrc(',
        'path: "/a" ',
      ],
      ...[
        '${IMAGEKIT_URL}/a` ',
        'IK + "/a" ',
        "'/a/b-';",
        '__A',
        ', /a b',
        '`i-a@@b-${n},` ',
        '>https://ik.imagekit.io/acme/a b',
        'put("path", "/a")',
        '\\_',
        'a\\_',
        '\\5f ',
        '[',
        ']',
        '|',
        ';',
        '&a',
      ],
      ...[
        'https://ik.imagekit.io/acme/a,b',
        'https://ik.imagekit.io/acme/a[b',
        '"https://ik.imagekit.io/acme/a|b',
      ],
      '\t',
      'x@',
      '\\x41',
      '\u00e9',
    ],
  ]) {
    test(`takes linear time for a line of ${JSON.stringify(piece)}`, () => {
      holdLinear(piece, 100_000);
    }).timeout(30_000);
  }
});

suite('what a reference is called', () => {
  const first = (text: string, file = 'a.ts'): Reference | undefined =>
    findReferences(text, file, context)[0];
  const id = '64f0c1d2e3a4b5c6d7e8f901';

  for (const text of [
    `fileId: '${id}'`,
    `"file_id": "${id}"`,
    `imagekit_id: ${id}`,
    `files.delete('${id}')`,
  ]) {
    test(`${text} names ImageKit, so that it can be missing`, () => {
      assert.equal(first(text)?.named, true);
      assert.equal(first(text)?.strength, 'certain');
    });
  }

  const other = '74f0c1d2e3a4b5c6d7e8f902';
  const isNamed = (text: string) => findReferences(text, 'a.ts', context).map((each) => each.named);

  for (const text of [
    `"fileIds": [\n  "${id}",\n  "${other}"\n]`,
    `const fileIds = [\r\n  '${id}', // old\r\n  '${other}',\r\n];`,
    `imagekit_ids:\n  - ${id}\n  - '${other}' # old\n`,
  ]) {
    test(`${JSON.stringify(text)} names ImageKit on each line of its list`, () => {
      assert.deepEqual(isNamed(text), [true, true]);
    });
  }

  test('what stands behind a list, or in one of another system, is not named by it', () => {
    assert.deepEqual(isNamed(`fileIds: [\n'${id}'],\n'${other}'`), [true, false]);
    assert.deepEqual(isNamed(`fileIds: [\n'${id}',\n\n'${other}'`), [true, false]);
    assert.deepEqual(isNamed(`fileIds: [\n'${id}': 1,\n'${other}'`), [false, false]);
    assert.deepEqual(isNamed(`commit_ids: [\n'${id}',\n'${other}'`), [false, false]);
  });

  for (const text of [`'${id}'`, `id: '${id}'`, `image: "${id}"`]) {
    test(`${text} may be anybody's id: certain, but never missing`, () => {
      assert.equal(first(text)?.named, false);
      assert.equal(first(text)?.strength, 'certain');
    });
  }

  for (const text of [
    `ObjectId('${id}')`,
    `{"$oid":"${id}"}`,
    `userId: '${id}'`,
    `/posts/${id}`,
    `etag: ${id}`,
  ]) {
    test(`${text} is weak`, () => {
      assert.equal(first(text)?.strength, 'weak');
    });
  }

  test('an id without a word beside Mongo ids is weak, unless the file speaks of ImageKit', () => {
    const text = `{ _id: ObjectId('${id}') }\nx = ['${id}']`;
    const last = (all: string) => findReferences(all, 'a.ts', context).at(-1)?.strength;
    assert.equal(last(text), 'weak');
    assert.equal(last(`import ImageKit from 'imagekit';\n${text}`), 'certain');
  });

  test('a URL of an account that no endpoint has is weak and marked', () => {
    const found = first('"https://ik.imagekit.io/other/a.jpg"');
    assert.equal(found?.otherAccount, true);
    assert.equal(found.strength, 'weak');
  });

  test('without known endpoints every account is taken for ours', () => {
    const [found] = findReferences(
      '"https://ik.imagekit.io/other/a.jpg"',
      'a.ts',
      finderContext([]),
    );
    assert.equal(found?.strength, 'certain');
  });

  test('a constant path is likely in a file that speaks of ImageKit, and waits elsewhere', () => {
    const text = `const hero = '/home/hero.jpg';`;
    assert.equal(first(text)?.strength, 'weak');
    assert.equal(first(text)?.needsEndpoint, true);
    const found = findReferences(`const urlEndpoint = x;\n${text}`, 'a.ts', context)[0];
    assert.equal(found?.strength, 'likely');
    assert.equal(found.needsEndpoint, false);
  });
});
