/** One setting of a Git configuration file. */
export interface GitSetting {
  /** `core.excludesfile`, `includeif.gitdir:~/Shop/.path`: all but the middle in small letters. */
  readonly key: string;
  readonly value: string;
}

const header = /^\s*\[\s*([\w.-]+)\s*(?:"((?:\\.|[^"\\])*)")?\s*\]/;
const setting = /^\s*([A-Za-z][\w-]*)\s*(?:=([^]*))?$/;

/** The settings of a Git configuration file, in its order; lines that are none are left out. */
export function* gitSettings(text: string): Generator<GitSetting> {
  let section = '';
  for (const whole of text.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
    const opened = header.exec(whole);
    if (opened) {
      const [, name = '', part] = opened;
      section = name.toLowerCase() + (part === undefined ? '' : `.${part.replace(/\\(.)/g, '$1')}`);
    }
    const found = setting.exec(opened ? whole.slice(opened[0].length) : whole);
    if (!found) continue;
    const [, name = '', value] = found;
    const key = `${section}.${name.toLowerCase()}`;
    yield { key, value: value === undefined ? 'true' : plainValue(value) };
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };

/** A value without its quotes, escapes, comment, and the spaces around it. */
function plainValue(raw: string): string {
  let value = '';
  let kept = 0;
  let isQuoted = false;
  for (const [token] of raw.trimStart().matchAll(/\\?[^]/g)) {
    if (!isQuoted && (token === '#' || token === ';')) break;
    if (token === '"') isQuoted = !isQuoted;
    else value += token.length === 2 ? (escapes[token.slice(1)] ?? token.slice(1)) : token;
    if (isQuoted || !/\s/.test(token)) kept = value.length;
  }
  return value.slice(0, kept);
}
