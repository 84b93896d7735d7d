import { redact } from '../../api/redact';
import type { Account } from '../account/account';
import { endpointsForUrl } from './purgeEndpoints';
import { deliveredPath, mayEndInStar } from './purgeUrl';
import { purgePlan, type PurgePlan } from './purgePlan';

/** Why a text can't be purged. */
export type TypedUrlProblem =
  | 'notAUrl'
  /** It holds a private key, which is kept nowhere. */
  | 'key'
  /** Of no delivery URL of the account. */
  | 'foreign'
  /** A star elsewhere than at the very end. */
  | 'starInside'
  /** A wildcard that ImageKit's rules don't allow. */
  | 'starRefused';

/** What a typed or pasted URL asks to purge, or why it can't be. */
export type TypedUrl =
  | {
      readonly kind: 'plan';
      readonly plan: PurgePlan;
      /** As it is kept and shown: without a signature. */
      readonly shown: string;
    }
  | { readonly kind: 'refused'; readonly why: TypedUrlProblem };

/**
 * Reads a delivery URL that a person typed or pasted: with a star at its end just that, else the file
 * with its versions and `?tr=` variants where the rules allow it. A signature in it is left out.
 */
export function readTypedUrl(
  typed: string,
  account: Pick<Account, 'kind' | 'urlEndpoints'>,
): TypedUrl {
  const refused = (why: TypedUrlProblem): TypedUrl => ({ kind: 'refused', why });
  const text = typed.trim();
  if (redact(text) !== text) return refused('key');
  if (!/^https?:\/\/[^\s/]+\/\S+$/i.test(text) || !URL.parse(text)) return refused('notAUrl');
  const isStar = text.endsWith('*');
  const address = isStar ? text.slice(0, -1) : text;
  if (address.includes('*')) return refused('starInside');
  const endpoints = endpointsForUrl(address, account);
  const place = deliveredPath(address, endpoints);
  if (!place || place.path === '/') return refused('foreign');
  const bare = place.endpoint + place.path + place.query;
  if (!isStar) {
    const named = { path: place.path, url: address, isPrivate: false, asked: [address] };
    const plan = purgePlan({ files: [{ kind: 'file', ...named }], folders: [] }, endpoints);
    return { kind: 'plan', plan, shown: bare };
  }
  if (place.query === '' && !mayEndInStar(place.path)) return refused('starRefused');
  const isFile = /[^/]\.[A-Za-z0-9]+$/.test(place.path);
  const call = { url: `${bare}*`, proves: isFile ? [bare] : [], signed: [] };
  const folderCalls = bare.endsWith('/') ? 1 : 0;
  const plan = { calls: [call], unreachable: [], refusedFolders: [], folderCalls };
  return { kind: 'plan', plan, shown: call.url };
}
