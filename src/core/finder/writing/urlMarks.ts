import { isMediaName } from './fileName';
import { oneOf } from './pattern';

/** What a word is made of, in any language. */
export const word = /[\p{L}\p{N}]/u;

const foreignMark = new RegExp(
  oneOf([
    /[\u2018-\u201f\u00ab\u00bb\u2039\u203a]/,
    /[\u3000-\u3003\u3008-\u3011]/,
    /[\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]/,
  ]),
);

/** Quotes and sentence marks of other scripts, which end an address. */
export function isForeignMark(char: string): boolean {
  return foreignMark.test(char);
}

/** What only regular expressions have. */
const patternSigns = /\(\.\+\??\)|\(\?[:=!<]|(?:^|\/)\.\+(?:[)/]|$)|\[(?:\^|\w-\w)/;

/** Whether an address is a regular expression for many. */
export function isPattern(address: string): boolean {
  return patternSigns.test(address);
}

/** Whether an address so far ends inside a transformation: `l-image,i-logo.png` does not end it. */
export function isTransforming(address: string): boolean {
  const last = address.lastIndexOf('/') + 1;
  return /^tr(?::|%3a)/i.test(address.slice(last, last + 5));
}

const layerName = /[,:=](?:i|di|oi|ff|otf)-[^,:&]*$/i;
const maxLayerName = 120;

/** Whether it ends inside the file of a layer, such as `tr=l-image,i-my logo.png,l-end`. */
export function isInLayerName(address: string): boolean {
  return layerName.test(address.slice(-maxLayerName)) && !isMediaName(address);
}

/** Whether a text behind a `?` is a query, and no sentence's end. */
export function isQuery(text: string): boolean {
  return /^[\w-]+(?:[=&#]|$)/.test(text);
}

/** Whether a comma's or semicolon's next word is a transformation, as `,h-200`; `,Name` is a cell. */
export function continuesQuery(text: string, at: number): boolean {
  return /^(?!https?:)[a-z]{1,6}[-_:]/i.test(text.slice(at, at + 8));
}

/** Whether a `*` before `at` ends Markdown's emphasis. */
export function endsEmphasis(address: string, text: string, at: number): boolean {
  const next = text.slice(at, at + 2).replace(/^\*/, '');
  return word.test(address.at(-1) ?? '') && (next === '' || /^[\s.,;)]/.test(next));
}

/**
 * The length without sentence marks and Markdown's emphasis at the end, which belong to the text
 * around; an ellipsis stays.
 */
export function trimmedLength(out: string): number {
  let end = out.length;
  while (end > 0 && /[.,;:!?'\u2026]/.test(out[end - 1] ?? '')) end -= 1;
  const name = out.slice(0, end).replace(/(?:[_~]{1,3}|==)$/, '');
  if (isMediaName(name)) return name.length;
  return end + (/^(?:\.{3}|\u2026)/.exec(out.slice(end, end + 3))?.[0].length ?? 0);
}
