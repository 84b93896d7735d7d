import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';
import { searchQuery } from '../../api/search';
import type { Account } from '../../core/account/account';
import type { Claim } from '../../core/request';
import { reasonOf } from '../../core/plan/findTargets';
import { folderExists } from '../../core/library/folderExists';
import { resolveRefs } from '../../core/lookup/resolveRefs';
import { refText, unresolvedText } from '../plan/targetText';
import { oneLine } from '../ui/oneLine';
import { assetItem } from './assetItem';

/** A row that leads to a file or a folder; one without a claim only says something. */
export type AssetRow = vscode.QuickPickItem & {
  readonly claim?: Claim;
  /** Several things at once: a list. */
  readonly claims?: readonly Claim[];
  /** The file that it shows, for its picture. */
  readonly asset?: Asset;
};

/** What lies at hand, with where it was found: `Clipboard`, `Selection`. */
export type AtHand = { readonly label: string } & (
  | { readonly claim: Claim }
  /** A list; `what` says how much it names. */
  | { readonly claims: readonly Claim[]; readonly what: string }
);

/** What the rows are made from. */
export interface AssetRowsParts {
  readonly account: Account;
  readonly client: Pick<ImageKitClient, 'list' | 'getAsset'>;
  readonly atHand: readonly AtHand[];
  /** Whether a folder may be picked. */
  readonly takesFolders: boolean;
  /** Reads a typed id, delivery URL, dashboard link or path; `undefined` when it is none. */
  readonly parse: (text: string) => Claim | undefined;
}

const resultsShown = 50;
const recentShown = 10;

/** What lies at hand, before anything is typed. */
export function rowsAtHand({ atHand }: AssetRowsParts): readonly AssetRow[] {
  return atHand.map((each) => {
    const shown = { description: each.label, iconPath: new vscode.ThemeIcon('clippy') };
    return 'claim' in each
      ? { ...shown, label: claimLabel(each.claim), claim: each.claim }
      : { ...shown, label: each.what, claims: each.claims };
  });
}

/** The files that were uploaded last, under a line that says so. Throws `ApiError`. */
export async function recentRows(
  { client }: AssetRowsParts,
  signal: AbortSignal,
): Promise<readonly AssetRow[]> {
  const query = { type: 'file', sort: 'DESC_CREATED', limit: recentShown } as const;
  const rows = (await client.list(query, signal)).flatMap((item) =>
    item.type === 'file' ? [assetRow(item)] : [],
  );
  const separator = {
    label: vscode.l10n.t('Recently uploaded'),
    kind: vscode.QuickPickItemKind.Separator,
  };
  return rows.length === 0 ? [] : [separator, ...rows];
}

/** What a typed or pasted text leads to in the library. Throws `ApiError`, or the signal's reason. */
export async function rowsFor(
  text: string,
  parts: AssetRowsParts,
  signal: AbortSignal,
): Promise<readonly AssetRow[]> {
  const claim = parts.parse(text);
  return claim ? [await lookedUp(claim, text, parts, signal)] : searchByName(text, parts, signal);
}

/** A row that says something, and can't be picked. */
export function note(text: string): AssetRow {
  return { label: text, alwaysShow: true };
}

function assetRow(asset: Asset, claim?: Claim): AssetRow {
  const own: Claim = { ref: { kind: 'id', fileId: asset.fileId }, source: undefined };
  return assetItem(asset, undefined, { claim: claim ?? own, asset });
}

async function lookedUp(
  claim: Claim,
  text: string,
  parts: AssetRowsParts,
  signal: AbortSignal,
): Promise<AssetRow> {
  const { ref } = claim;
  const { account, client } = parts;
  if (ref.kind === 'folder') return folderRow(ref.folderPath, parts);
  const { urlEndpoints } = account;
  const [result] = await resolveRefs([ref], { client, urlEndpoints, named: true, signal });
  if (result?.kind === 'found') {
    // What names a version goes on naming it; everything else means the file that is shown.
    const isVersion = ref.kind === 'version' || (ref.kind === 'url' && ref.versionToken);
    return isVersion
      ? { ...assetRow(result.asset, claim), detail: claimLabel(claim) }
      : assetRow(result.asset);
  }
  if (result?.kind === 'folder') return folderRow(result.folderPath, parts);
  if (result?.kind === 'notFound' && (ref.kind === 'path' || ref.kind === 'url')) {
    const folderPath = ref.path.replace(/\/+$/, '');
    if (folderPath !== '' && (await folderExists(folderPath, { client, signal }))) {
      return folderRow(folderPath, parts);
    }
  }
  if (!result || result.kind === 'notFound') {
    return note(vscode.l10n.t("{0} isn't in {1}.", oneLine(text), oneLine(account.name)));
  }
  const why = unresolvedText({ ...claim, why: reasonOf(result) });
  return note(vscode.l10n.t('{0}: {1}.', refText(ref), why));
}

function folderRow(folderPath: string, { takesFolders }: AssetRowsParts): AssetRow {
  const path = oneLine(folderPath);
  if (!takesFolders) return note(vscode.l10n.t('{0} is a folder.', path));
  return {
    label: path,
    detail: vscode.l10n.t('This is a folder. Review everything in it in the Deletion Plan.'),
    iconPath: vscode.ThemeIcon.Folder,
    alwaysShow: true,
    claim: { ref: { kind: 'folder', folderPath }, source: undefined },
  };
}

function claimLabel({ ref }: Claim): string {
  switch (ref.kind) {
    case 'id':
      return vscode.l10n.t('The file with the ID {0}', oneLine(ref.fileId));
    case 'version':
      return vscode.l10n.t('Version {0} of {1}', oneLine(ref.versionId), oneLine(ref.fileId));
    case 'url':
    case 'path':
      return vscode.l10n.t('The file at {0}', oneLine(ref.path));
    case 'folder':
      return vscode.l10n.t('The folder {0}', oneLine(ref.folderPath));
  }
}

async function searchByName(
  text: string,
  { client }: AssetRowsParts,
  signal: AbortSignal,
): Promise<readonly AssetRow[]> {
  const query = searchQuery({
    kind: 'all',
    of: [
      { kind: 'type', is: 'file' },
      {
        kind: 'any',
        of: [
          { kind: 'name', match: 'startsWith', value: text },
          { kind: 'name', match: 'has', value: text },
        ],
      },
    ],
  });
  if (query === undefined) {
    return [note(vscode.l10n.t("ImageKit can't search for quotes or backslashes."))];
  }
  const sort = 'DESC_RELEVANCE';
  const found = await client.list({ searchQuery: query, sort, limit: resultsShown }, signal);
  const rows = found.flatMap((item) => (item.type === 'file' ? [assetRow(item)] : []));
  return rows.length > 0
    ? rows
    : [note(vscode.l10n.t('No file name matches "{0}".', oneLine(text)))];
}
