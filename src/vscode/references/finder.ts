import type { Claim } from '../../core/request';
import { finderContext, type FinderContext } from '../../core/finder/finderContext';
import { parseRef } from '../../core/finder/parseRef';
import type { AccountStore } from '../account/store';

interface AccountsList {
  readonly accounts: Pick<AccountStore, 'list'>;
}

/** What texts are searched for: the delivery URLs of every account, and what ids look like. */
export function finderOf({ accounts }: AccountsList): FinderContext {
  return finderContext(
    accounts.list().flatMap(({ urlEndpoints }) => urlEndpoints.map((url) => ({ url }))),
  );
}

/** Reads one typed or pasted text as a claim; `undefined` when it names no file. */
export function claimReader(app: AccountsList): (text: string) => Claim | undefined {
  const context = finderOf(app);
  return (text) => {
    const ref = parseRef(text, context);
    return ref && { ref, source: undefined };
  };
}
