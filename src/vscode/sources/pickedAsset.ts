import * as vscode from 'vscode';
import type { Claim } from '../../core/request';
import { checkKey } from '../../core/account/privateKey';
import { holdsPrivateKey } from '../../core/finder/writing/maskKeys';
import type { App } from '../app';
import { claimReader } from '../references/finder';
import { failureText } from '../failures/failureText';
import { oneLine } from '../ui/oneLine';
import { pickAssets } from '../library/pickAsset';
import { claimsAtHand } from './atHand';

/** Longer texts hold more than one id, or something else. */
const longestTyped = 2_000;

interface PickedAssetOptions {
  /** What is typed already. */
  readonly text?: string | undefined;
  /** Whether a folder may be picked as well. */
  readonly takesFolders?: boolean;
}

/** One file that a person types, pastes, or picks out of the library. */
export async function pickedAsset(
  app: App,
  title: string,
  options: PickedAssetOptions = {},
): Promise<Claim | undefined> {
  const [claim] = (await picked(app, title, options, false)) ?? [];
  return claim;
}

/** One file or folder, or all that a list in the clipboard or the selection names. */
export async function pickedAssets(app: App, title: string): Promise<readonly Claim[] | undefined> {
  return picked(app, title, { takesFolders: true }, true);
}

async function picked(
  app: App,
  title: string,
  { text = '', takesFolders = false }: PickedAssetOptions,
  lists: boolean,
): Promise<readonly Claim[] | undefined> {
  const { account, client } = await app.connections.connect();
  const parse = claimReader(app);
  return pickAssets({
    title: vscode.l10n.t('{0} ({1})', title, oneLine(account.name)),
    text,
    takesFolders,
    account,
    client,
    parse,
    objection,
    atHand: await claimsAtHand(app, parse, { lists }),
    pictureOf: (asset) => app.pictures.load(asset, account),
    failureText: (error) => failureText(error, account.name).message,
  });
}

/** Says what is wrong with a text that can be neither an id nor a name. */
function objection(text: string): string | undefined {
  if (text.length > longestTyped) {
    return vscode.l10n.t('This text is too long for one file. Use "Delete Files…" for lists.');
  }
  if (holdsPrivateKey(text) || checkKey(text).kind === 'publicKey') {
    return vscode.l10n.t("This is a private key, not a file. It wasn't sent anywhere.");
  }
  return undefined;
}
