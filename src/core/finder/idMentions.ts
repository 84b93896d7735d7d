import { fileIdSource, isFileId } from '../fileId';
import type { Mention } from './address/mention';
import { mention } from './address/mention';
import type { Span } from './writing/span';
import { inTurn } from './writing/pattern';

/** What a 24-hex string says about itself by its surroundings. */
export type IdRole =
  /** Its key is a fileId's. */
  | 'file'
  /** Its key is a versionId's. */
  | 'version'
  /** ImageKit is named beside it. */
  | 'named'
  /** Nothing tells. */
  | 'bare'
  /** It is a part of a longer word, such as `file_<id>` or `<id>-thumb`. */
  | 'glued'
  /** Another system's: a user, an order, a commit. */
  | 'foreign'
  /** A database's own, such as Mongo's ObjectId. */
  | 'database';

/** A 24-hex string in a line. */
export interface IdMention extends Span {
  readonly id: string;
  readonly role: IdRole;
  /** What it is assigned to, as `fileId` in `fileId: "…"`. */
  readonly key: string | undefined;
}

const keyBefore = /([\w$@-]{1,64})\\*["'`\]]*\s*(?:=>|:=|={1,3}|:)\s*[[({]*\s*\\*["'`]?$/;
const calledOn =
  /\b(?:imagekit|ik|files?|assets?|media\w*|(?:delete|get|update|purge|restore)(?:File|Asset)\w*)\b/;
const inFilesCall = new RegExp(inTurn([calledOn, /[\w.]*\(\s*\[?\s*\\*["'`]?$/]), 'i');
const inVersionsCall = /\bversions\.\w+\(\s*\\*["'`]?$/;
const inVersionsPath = /\/files\/[\w-]{1,64}\/versions\/$/;
const inFilesPath = /(?:\/files\/|imagekit\.io\/dashboard\/media-library\/detail\/)$/;
const objectId = /(?:\bObjectI[dD]|\$oid|\bISODate|\bBSON\w*)\W{0,12}$/;
const gitWord = /\b(?:commit|index|tree|blob|sha|sha-?1|sha-?256|md5|rev|hash|digest)\W{1,3}$/i;
const mediaKey = anyOf([
  'file|image|img|asset|media|photo|picture|thumb|cover|avatar|logo|video|banner|poster|gallery',
  'attachment|upload|hero|icon|background|wallpaper|placeholder|sprite|font|document|pdf|audio',
]);
const otherKey = anyOf([
  'objectid',
  `(?:${[
    'user|profile|author|owner|customer|order|product|category|post|comment|article|account',
    'org(?:anization)?|team|workspace|project|session|trace|span|request|transaction|payment|invoice',
    'role|group|parent|channel|message|room|chat|event|job|task|ticket|course|lesson|company|tenant',
    'client|device|store|item|cart|folder|webhook|member|seller|buyer|vendor|student|teacher|admin',
    'doctor|patient|plan|price|campaign|audience|workflow|database|environment',
  ].join('|')})(?:_?ids?|s)?\\d*$`,
  '^(?:created|updated|deleted|posted|sent|assigned)_?by$',
  `^(?:${[
    'ref|sha\\d*|hash|md5|checksum|e?tag|commit|rev|revision|digest|integrity|nonce|secret|salt|iv',
    'api_?key|password|token|sku',
  ].join('|')})$`,
]);
/** Services that have ids or keys of their own, and what they call a mail's pattern. */
const services = [
  'sendgrid|mailchimp|mailgun|mailjet|postmark|brevo|sendinblue|twilio|stripe|paypal|auth0|mongo',
  'notion|contentful|sanity|firebase|algolia|trello|intercom|hubspot|segment|cloudinary|webflow',
].join('|');
const otherService = anyOf(['template(?:_?ids?|s)?\\d*$', services]);

/** `mailchimp.lists.get('…')`: an object's name tells the service. */
const otherCall = new RegExp(
  `\\b(?:${services})\\w{0,20}(?:\\.\\w{1,30}){1,4}\\(\\s{0,4}["'\`]$`,
  'i',
);

function anyOf(sources: readonly string[]): RegExp {
  return new RegExp(sources.join('|'), 'i');
}

/** How a part of a line is searched. */
export interface IdSearch {
  /** Where to begin. */
  readonly from: number;
  /** The last id before, which a list may go on from. */
  readonly previous: IdMention | undefined;
}

/** Every 24-hex string of a line that is not part of a longer word. */
export function findIds(line: string, search?: IdSearch): readonly IdMention[] {
  const found: IdMention[] = [];
  for (const { start: index, end } of hexRuns(line, search?.from ?? 0)) {
    const start = index + escapedHead(line, index);
    const id = line.slice(start, end);
    if (!isFileId(id)) continue;
    if (!standsAlone(line, start, end, index)) {
      if (isGlued(line, start, end)) found.push({ start, end, id, role: 'glued', key: undefined });
      continue;
    }
    const previous = found.at(-1) ?? search?.previous;
    const goesOn = previous && previous.role !== 'glued' && isListGap(line, previous.end, start);
    const near = line.slice(Math.max(0, start - 120), start);
    const key = goesOn ? previous.key : keyBefore.exec(near)?.[1];
    const role = goesOn ? previous.role : roleOf(line, { start, end, before: near, key });
    found.push({ start, end, id, role, key });
  }
  return found;
}

const shortest = 24;
const isHex = Uint8Array.from({ length: 128 }, (_, code) =>
  /[0-9a-fA-F]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Hexadecimal digits, as many as there are side by side, but not fewer than an id has. */
function* hexRuns(line: string, from: number): Generator<Span> {
  const isHexAt = (at: number) => isHex[line.charCodeAt(at)] === 1;
  // Every run holds one of the places that are so far apart.
  for (let at = from + shortest - 1; at < line.length; at += shortest) {
    if (!isHexAt(at)) continue;
    let start = at;
    while (start > from && isHexAt(start - 1)) start -= 1;
    let end = at + 1;
    while (isHexAt(end)) end += 1;
    if (end - start >= shortest) yield { start, end };
    at = end;
  }
}

const lone = new RegExp(`^[\\s"'\`]{0,40}(${fileIdSource})[\\s"'\`,;|]{0,40}$`);

/** The id of a line that holds it and the marks of a list, and nothing else: lists have very many. */
export function loneId(line: string): IdMention | undefined {
  const id = line.length <= 104 ? lone.exec(line)?.[1] : undefined;
  if (id === undefined) return undefined;
  const start = line.indexOf(id);
  const role = isDigitsOnly(id) ? 'foreign' : 'bare';
  return { start, end: start + id.length, id, role, key: undefined };
}

/** `%22` and `\\u0022` before an id end in hex digits that are not the id's. */
function escapedHead(line: string, index: number): number {
  if (line[index - 1] === '%') return 2;
  if (/\\u$/.test(line.slice(Math.max(0, index - 2), index))) return 4;
  if (/\\x$/.test(line.slice(Math.max(0, index - 2), index))) return 2;
  return 0;
}

function standsAlone(line: string, start: number, end: number, runStart: number): boolean {
  if (/[\w-]/.test(line[end] ?? '') || /^\.\w/.test(line.slice(end, end + 2))) return false;
  if (start > runStart) return true;
  const before = line.slice(Math.max(0, start - 2), start);
  return /\\[nrt]$/.test(before) || !/(?:[\w-]|\w\.)$/.test(before);
}

/** Whether marks of names, and nothing else of a word, stand around it. */
function isGlued(line: string, start: number, end: number): boolean {
  const isApart = (char = '') => !/[A-Za-z0-9]/.test(char);
  // `+` and `=` are base64's; a private key leaves a mark and blanks.
  const isWord = isApart(line[start - 1]) && isApart(line[end]);
  if (!isWord || /^(?:[+=]|_ {4})/.test(line.slice(end, end + 5))) return false;
  return !isDigitsOnly(line.slice(start, end));
}

/** Ids one after the other, as in an array. */
function isListGap(line: string, from: number, to: number): boolean {
  return to - from <= 16 && /^[\\"'`\s,]+$/.test(line.slice(from, to));
}

interface Surroundings {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly key: string | undefined;
}

function roleOf(line: string, { start, end, before, key }: Surroundings): IdRole {
  if (inVersionsPath.test(before) || inVersionsCall.test(before)) return 'version';
  if (inFilesPath.test(before)) return 'file';
  if (objectId.test(before)) return 'database';
  const unkeyed = isDigitsOnly(line.slice(start, end)) ? 'foreign' : 'bare';
  if (key !== undefined) return roleOfKey(key) ?? unkeyed;
  if (otherCall.test(before)) return 'foreign';
  if (inFilesCall.test(before)) return 'named';
  return gitWord.test(before) || isInPath(line, start, end) ? 'foreign' : unkeyed;
}

/** What a key says about the id that is assigned to it, if it says anything. */
export function roleOfKey(key: string): IdRole | undefined {
  const plain = key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  if (/versionids?$/.test(plain)) return 'version';
  if (/fileids?$/.test(plain) && !/profileids?$/.test(plain)) return 'file';
  if (/imagekit|^ik[^a-z]|^ik(?:id|file|image)/i.test(key)) return 'named';
  if (otherService.test(key)) return 'foreign';
  if (namesMedia(key)) return 'bare';
  if (/^(?:_id|\$?oid)$/i.test(key)) return 'database';
  return otherKey.test(key) ? 'foreign' : undefined;
}

/** Whether a key is called after something that a library holds. */
export function namesMedia(key: string): boolean {
  return mediaKey.test(key.replace(/profile/gi, ''));
}

function isInPath(line: string, start: number, end: number): boolean {
  return /[/#@]/.test(line[start - 1] ?? '') || line[end] === '/';
}

function isDigitsOnly(id: string): boolean {
  return /^\d+$/.test(id);
}

/** The reference that an id makes by itself. */
export function idReference({ start, end, id, role }: IdMention): Mention {
  const foreign = role === 'foreign' || role === 'database' || role === 'glued';
  const ref = { kind: 'id', fileId: id } as const;
  const named = role === 'file' || role === 'named';
  return mention({ start, end }, ref, foreign ? 'weak' : 'certain', { named });
}
