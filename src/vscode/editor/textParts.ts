import type { AccountStore } from '../account/store';
import type { App } from '../app';

/** What helps in texts is made from: `app` is loaded where a text holds something of ours. */
export interface TextParts {
  readonly accounts: AccountStore;
  readonly app: () => Promise<App>;
}
