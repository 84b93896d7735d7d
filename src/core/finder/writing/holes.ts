import { mediaEnding } from './fileName';

/** Stands for what a program fills in. */
export const gap = '\uE000';

/**
 * What templates and programs of many languages write for a value, by its first character. None has
 * quotes of its own but inside `${…}` and `{{…}}`, which are read with what they hold.
 */
const forms: Readonly<Record<string, readonly RegExp[]>> = {
  // `${x}`, `$(x)`, `$!{x}`, `$x`, `$x->id`, `$x[0]`, `$1`: shells, PHP, JavaScript, Kotlin, nginx.
  $: [
    /\$!?\{(?:[^{}]|\{[^{}]{0,80}\}){0,200}\}/y,
    /\$\((?:[^()]|\([^()]{0,80}\)){0,80}\)/y,
    /\$(?:[A-Za-z_]\w{0,80}(?:->\w{1,40}|\[[^\]\s]{0,40}\]){0,4}|\d{1,2})/y,
  ],
  // `#{x}`: Ruby, CoffeeScript, Pug; ColdFusion's `#x#`.
  '#': [/#\{[^{}]{0,200}\}/y, /#[A-Za-z_][\w.]{0,40}#/y],
  // `{{ x }}`, `{{{ x }}}`, `{!! x !!}`, `{% x %}`, `{x}`, `{}`, `{n:02d}`, `{a,b}`.
  '{': [
    /\{{2,3}[^{}]{0,200}\}{2,3}/y,
    /\{!![^{}]{0,200}!!\}/y,
    /\{%[^{}]{0,200}%\}/y,
    /\{(?:[^{}"'`;\s]|\[["'][^"'`\]]{0,40}["']\]| (?=[\w}|:])){0,80}\}/y,
  ],
  // `<%= x %>`, `<?= x ?>`, and Flask's `<int:id>`.
  '<': [
    /<%[^%]{0,200}%>/y,
    /<\?[^?]{0,200}\?>/y,
    /(?<=[/_-])<(?:\w{1,20}:)?[a-z_]\w{0,40}>(?=[./_"'`-])/y,
  ],
  // Swift's `\(x)`.
  '\\': [/\\{1,2}\([^()\\]{1,80}\)/y],
  // `%d`, `%03d`, `%1$s`, `%@`, `%(x)s`, `%{x}`, `%x%`, `%Y`, Apache's `%1`: but no percent escape.
  '%': [
    /%(?:[1-9]\$)?0\d?[diuxX]/y,
    /%(?![0-9A-Fa-f]{2})(?:[1-9]\$)?[-+]?\d{0,2}(?:\.\d{1,2})?(?:ll?)?[sdiuvxXqfegYmHMSjyB@]/y,
    /%\(\w{1,40}\)\d{0,2}[sd]/y,
    /%\{[\w.]{1,40}\}/y,
    /%(?![0-9A-Fa-f]{2})[A-Za-z_]\w{0,40}%/y,
    /%\d(?![0-9A-Fa-f$])/y,
  ],
  // Razor's `@(x)` and `@item.Id`, Thymeleaf's `@{x}`; `@2x` is part of a name.
  '@': [
    /@\([^()"'`]{1,80}\)/y,
    /@\{[^{}]{0,80}\}/y,
    /(?<=[/_-])@[A-Za-z_]\w{0,40}(?:\.[A-Z]\w{0,40}){0,4}/y,
  ],
  // Routes: `/:slug`, `/:path*`, `/[slug]`, `/[...path]`.
  ':': [/(?<=[/_-]):[A-Za-z_]\w{0,40}[*+?]?/y],
  '[': [
    /(?<=[/_"'`-])\[{1,2}(?:\.{3})?[A-Za-z_][\w-]{0,40}\]{1,2}/y,
    // curl's `[1-20]`: one of digits alone may be a regular expression's.
    /\[\d{1,4}-\d{2,4}\]/y,
  ],
  // `__N__`, for something that is put in its place.
  _: [/__[A-Z][A-Z0-9_]{0,40}?__/y],
  // `shot-*.jpg`, `/shop/**`: also what a list of redirects or a task takes.
  '*': [/(?<=[\w/.-])\*{1,2}(?=$|[\s/."'`,;:)-])/y],
  // `shot-??.jpg`: no query is a file's ending alone.
  '?': [new RegExp(`(?<=[\\w/-])\\?{1,8}(?=${mediaEnding})`, 'iy')],
};

/** Where the value that begins at a place of a line ends; `undefined` when none begins there. */
export function gapEnd(line: string, at: number): number | undefined {
  for (const form of forms[line[at] ?? ''] ?? []) {
    form.lastIndex = at;
    if (form.test(line)) return form.lastIndex;
  }
  return undefined;
}

/** Where a value may begin, or where a program joins something to a quoted text. */
export const gapSeed =
  /\?(?=\?{0,7}\.\w)|[$#%@[{](?=[\w(){}!%@.:\s+,|-])|\{(?=\$)|\[(?=\[\w)|__(?=[A-Z])|<[%?a-z]|\\\(|:[A-Za-z_]|\*|["'`]\s{0,8}(?:[+~^]|\.{1,2}|&(?!&|\w+;)|<[<>]|\|\||\|\s{0,4}append)|["'`],|["'`]\s{1,8}[fruFRU]{0,2}["'`]/g;
