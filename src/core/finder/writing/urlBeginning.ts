import { inTurn } from './pattern';

const baseKey = new RegExp(
  inTurn([
    /(?:endpoint|base|prefix|host|cdn|root|origin|domain|server|folder|dir)\w*/,
    /["'\]]*\s*(?:[:=]|=>|:=)+\s*[{(]?\s*\\*["'`]?$/,
  ]),
  'i',
);
const fallback = /(?:\|\||\?\?)\s*["'`]$/;
/** What resolves a path against a base, whichever stands first. */
const resolving = /\b(?:new URL|\w*join\w*|resolve\w*)\(\s{0,8}/.source;
const makingUrl = /\b(?:\w*url\w*|\w*join\w*|resolve\w*)\(\s{0,8}/.source;
/** A text that is a path by its slash or its ending. */
const aPath = /["'`](?!https?:|\/\/)[^"'`\s]{0,120}?(?:\/[^"'`\s]{0,120}|\.\w{2,5})["'`]/.source;
const aName = /[A-Za-z_$][\w.$[\]]{0,60}/.source;
/** What makes an address of a value that is called a path: another value may be what gets it. */
const building = /\b(?:build|make|get|create|to|generate|compose)\w{0,40}url\w{0,20}\(\s{0,8}/
  .source;
const pathName = /[\w.$]{0,40}(?:path|src|file_?name|slug|uri)\w{0,20}/.source;
const comma = /\s{0,8},\s{0,8}/.source;
const label = /(?:\w{1,20}\s?[:=]\s?)?/.source;
/** `urljoin(path, '…')`, `new URL('/a', '…')`, `url('a.jpg', '…')` */
const secondArgument = new RegExp(
  `(?:${makingUrl}${label}${aPath}|${resolving}${aName}|${building}${label}${pathName})${comma}${label}["'\`]$`,
  'i',
);
/** `url('…', 'a.jpg')`, `path.join("…", name)` */
const beforePath = new RegExp(`${makingUrl}${label}["'\`]$`, 'i');
const thenPath = new RegExp(`^["'\`]${comma}${label}${aPath}`, 'i');
const beforeName = new RegExp(`${resolving}["'\`]$`, 'i');
const thenName = new RegExp(`^["'\`]${comma}${aName}`);
/** The client takes keys and the endpoint. */
const ofClient = /\bimage_?kit\w{0,20}(?:\.\w{1,20}|::\w{1,20}){0,2}\([^()]{0,200}$/i;
const joined = new RegExp(
  inTurn([
    /^\\*["'`]\s*/,
    /(?:\+(?!=)|\.\s*(?:\$|["'(]|format\b|concat\b|[a-z_]\w*\()|\.\.|<>|~|\|\|\s*\w|%\s*[(\w]|&\s*\w)/,
  ]),
  'i',
);

/** Whether a URL without a file's ending names a base, or code goes on building it. */
export function isBeginning(line: string, start: number, end: number): boolean {
  const before = line.slice(Math.max(0, start - 80), start);
  const after = line.slice(end, end + 40);
  if (baseKey.test(before) || fallback.test(before) || joined.test(after)) return true;
  const further = line.slice(Math.max(0, start - 240), start);
  if (secondArgument.test(further) || isOfClient(further)) return true;
  return (
    (beforePath.test(before) && thenPath.test(line.slice(end, end + 160))) ||
    (beforeName.test(before) && thenName.test(after))
  );
}

/** A call that makes an address takes the file's own address, too. */
function isOfClient(before: string): boolean {
  const call = ofClient.exec(before)?.[0];
  return call !== undefined && /,\s{0,8}["'`]$/.test(call) && !/https?:/.test(call);
}
