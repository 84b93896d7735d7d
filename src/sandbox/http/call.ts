import type { Account } from '../account';
import type { LimitClass } from '../control/knobs';
import { isWellFormedId } from '../library/ids';
import type { StoredFile, Version } from '../library/storedFile';
import type { Answer } from './exchange';
import { Refusal } from './exchange';
import type { Incoming } from './incoming';
import { isObject, parsedJson } from './jsonValue';

/** A request as a route gets it, let in and parsed. */
export interface Call {
  readonly account: Account;
  /** The time of the request, ms. */
  readonly now: number;
  readonly request: Incoming;
  /** Decoded `:name` parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  /** Ids that a planted fault keeps a bulk call from touching, with the error of each. */
  readonly failing: ReadonlyMap<string, string | undefined>;
  /** Whether a planted fault has a change of a file's details answered and not made. */
  readonly isIgnored: boolean;
}

/** One endpoint. */
export interface Route {
  /** The name it has in faults and in the request log. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/files/:fileId`; a slash more at the end is forgiven. */
  readonly path: string;
  /** The class its rate is counted in; `undefined` where no limit applies. */
  readonly limit: LimitClass | undefined;
  /** What a key needs to be allowed; `open` needs no key. */
  readonly access: 'open' | 'read' | 'write';
  handle(call: Call): Answer | Promise<Answer>;
}

/** The JSON object in the body; an absent one is empty. */
export function jsonBody({ request }: Call): Readonly<Record<string, unknown>> {
  const text = Buffer.from(request.body).toString();
  if (text.trim() === '') return {};
  const value = parsedJson(text);
  if (isObject(value)) return value;
  throw new Refusal(400, 'Your request contains invalid JSON.'); // The wording is ours.
}

/** A string field of the body, or `undefined` for an absent, empty or other value. */
export function textField(
  body: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined {
  const value = body[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The file of the path's `:fileId`. Throws 400 for an ill-formed id and 404 for an absent file. */
export function requestedFile(
  call: Call,
  message = 'The requested file does not exist.',
): StoredFile {
  requireId(call, 'fileId');
  const file = call.account.library.files.get(call.params['fileId'] ?? '');
  if (file === undefined) throw new Refusal(404, message);
  return file;
}

/** The version of the path's `:fileId` and `:versionId`. Throws as documented. */
export function requestedVersion(call: Call, message: string): Version {
  requireId(call, 'fileId');
  requireId(call, 'versionId');
  const version = requestedFile(call, message).versions.find(
    ({ id }) => id === call.params['versionId'],
  );
  if (version === undefined) throw new Refusal(404, message);
  return version;
}

function requireId(call: Call, name: 'fileId' | 'versionId'): void {
  if (isWellFormedId(call.params[name] ?? '', call.account.knobs.lenientIds)) return;
  throw new Refusal(400, `Your request contains invalid ${name} parameter.`);
}
