/** Latin letters and signs from U+00A0 on, in their order. */
const latin = [
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr',
  'deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest',
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml',
  'ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig',
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml',
  'eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml',
]
  .join(' ')
  .split(' ');

/** What HTML's named entities stand for, as far as file names and addresses hold such characters. */
const named: ReadonlyMap<string, string> = new Map([
  ...latin.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries({
    ...{ amp: '&', AMP: '&', quot: '"', QUOT: '"', apos: "'", lt: '<', LT: '<', gt: '>', GT: '>' },
    ...{
      nbsp: ' ',
      sol: '/',
      bsol: '\\',
      colon: ':',
      semi: ';',
      comma: ',',
      period: '.',
      excl: '!',
    },
    ...{ quest: '?', equals: '=', num: '#', percnt: '%', plus: '+', ast: '*', midast: '*' },
    ...{
      lpar: '(',
      rpar: ')',
      lsqb: '[',
      lbrack: '[',
      rsqb: ']',
      rbrack: ']',
      lcub: '{',
      lbrace: '{',
    },
    ...{ rcub: '}', rbrace: '}', verbar: '|', vert: '|', lowbar: '_', UnderBar: '_', commat: '@' },
    ...{ dollar: '$', grave: '`', Hat: '^', Tab: '\t', NewLine: '\n', hyphen: '\u2010' },
    ...{ ndash: '\u2013', mdash: '\u2014', lsquo: '\u2018', rsquo: '\u2019', ldquo: '\u201c' },
    ...{ rdquo: '\u201d', hellip: '\u2026', bull: '\u2022', euro: '\u20ac', trade: '\u2122' },
    ...{ OElig: '\u0152', oelig: '\u0153', Scaron: '\u0160', scaron: '\u0161', Yuml: '\u0178' },
  }),
]);

/** An entity by its name or its number; an ampersand that was escaped again may stand before it. */
const entity = /&(?:amp;)*(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,8}));/
  .source;
const here = new RegExp(entity, 'y');
const everywhere = new RegExp(entity, 'g');

/** One entity such as `&amp;` and where it ends; `undefined` where none stands. */
export function entityAt(text: string, at: number): { char: string; end: number } | undefined {
  here.lastIndex = at;
  const found = here.exec(text);
  if (!found) return undefined;
  const [whole] = found;
  const char = meaning(found);
  if (char !== undefined) return { char, end: at + whole.length };
  return whole.startsWith('&amp;') ? { char: '&', end: at + '&amp;'.length } : undefined;
}

/** A text with what its entities stand for. */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(everywhere, (whole, ...groups: readonly (string | undefined)[]) => {
    const char = meaning([whole, ...groups.slice(0, 3)]);
    return char ?? whole.replace(/^&amp;/, '&');
  });
}

function meaning([, decimal, hex, name]: readonly (string | undefined)[]): string | undefined {
  if (name !== undefined) return named.get(name);
  const code = decimal === undefined ? parseInt(hex ?? '0', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
