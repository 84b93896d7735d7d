import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';
import { searchQuery } from '../../api/search';
import type { Claim } from '../../core/request';
import { assetItem } from './assetItem';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';

/** A row: something already seen in the library, or something typed that is still to be looked up. */
type Row = vscode.QuickPickItem & { readonly claim?: Claim };

/** What the quick pick is made from. */
export interface PickAssetOptions {
  readonly title: string;
  /** What the box holds at first. */
  readonly text: string;
  readonly client: Pick<ImageKitClient, 'list'>;
  /** Claims that lie at hand, each with where it was found: `Clipboard`, `Selection`. */
  readonly atHand: readonly { readonly label: string; readonly claim: Claim }[];
  /** Reads a typed id, delivery URL, dashboard link or path; `undefined` when it is none. */
  readonly parse: (text: string) => Claim | undefined;
  /** Says what is wrong with a typed text that can be none of these; `undefined` when nothing is. */
  readonly objection: (text: string) => string | undefined;
  /** The address of a file's picture, once it is there. */
  readonly pictureOf: (asset: Asset) => Promise<string | undefined>;
  /** Puts a failed search into words. */
  readonly failureText: (error: unknown) => string;
}

const searchDelayMs = 200;
const resultsShown = 50;

/** Lets a person type, paste or pick one file; searches the library as they type. */
export function pickAsset(options: PickAssetOptions): Promise<Claim | undefined> {
  const quickPick = vscode.window.createQuickPick<Row>();
  quickPick.title = options.title;
  quickPick.placeholder = vscode.l10n.t('Type a name, or paste a file ID, URL, or path');
  quickPick.matchOnDescription = true;
  quickPick.items = atHandRows(options).map(plainRow);
  let search: { timer: NodeJS.Timeout; aborter: AbortController } | undefined;
  const stopSearch = () => {
    clearTimeout(search?.timer);
    search?.aborter.abort();
    quickPick.busy = false;
  };
  const look = (value: string) => {
    stopSearch();
    const text = value.trim();
    if (text === '') {
      quickPick.items = atHandRows(options).map(plainRow);
      return;
    }
    const claim = options.parse(text);
    const objection = claim ? undefined : options.objection(text);
    if (claim || objection !== undefined) {
      const row = claim ? typedRow(claim, text) : note(objection ?? '');
      quickPick.items = [row].map(plainRow);
      return;
    }
    const aborter = new AbortController();
    quickPick.busy = true;
    const timer = setTimeout(() => {
      void showResults(text, quickPick, options, aborter.signal);
    }, searchDelayMs);
    search = { timer, aborter };
  };
  quickPick.onDidChangeValue(look);
  quickPick.value = options.text;
  if (options.text !== '') look(options.text);
  return new Promise((resolve) => {
    quickPick.onDidAccept(() => {
      // Who pastes and presses Enter at once is faster than the row.
      const claim = quickPick.activeItems[0]?.claim ?? options.parse(quickPick.value.trim());
      if (!claim) return;
      resolve(claim);
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      stopSearch();
      resolve(undefined);
      quickPick.dispose();
    });
    quickPick.show();
  });
}

function atHandRows({ atHand }: PickAssetOptions): readonly Row[] {
  return atHand.map(({ label, claim }) => ({
    label: claimLabel(claim),
    description: label,
    iconPath: new vscode.ThemeIcon('clippy'),
    claim,
  }));
}

function typedRow(claim: Claim, text: string): Row {
  return {
    label: claimLabel(claim),
    detail: oneLine(text),
    iconPath: new vscode.ThemeIcon('symbol-key'),
    alwaysShow: true,
    claim,
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

function note(text: string): Row {
  return { label: text, alwaysShow: true };
}

async function showResults(
  text: string,
  quickPick: vscode.QuickPick<Row>,
  options: PickAssetOptions,
  signal: AbortSignal,
): Promise<void> {
  const isOver = () => signal.aborted;
  const found = await searchByName(text, options, signal);
  if (isOver()) return;
  quickPick.busy = false;
  if (typeof found === 'string') {
    quickPick.items = [note(found)].map(plainRow);
    return;
  }
  quickPick.items = found.map((asset) => resultRow(asset, undefined)).map(plainRow);
  const pictures = await Promise.all(found.map(options.pictureOf));
  if (isOver() || pictures.every((picture) => picture === undefined)) return;
  const active = quickPick.items.findIndex((row) => quickPick.activeItems.includes(row));
  quickPick.items = found.map((asset, index) => resultRow(asset, pictures[index])).map(plainRow);
  quickPick.activeItems = quickPick.items.slice(active, active + 1);
}

function resultRow(asset: Asset, picture: string | undefined): Row {
  const { fileId } = asset;
  return assetItem(asset, picture, {
    claim: { ref: { kind: 'id', fileId } as const, source: undefined },
  });
}

/** Files with a name like the text, or a sentence about why there are none. */
async function searchByName(
  text: string,
  { client, failureText }: PickAssetOptions,
  signal: AbortSignal,
): Promise<readonly Asset[] | string> {
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
    return vscode.l10n.t("ImageKit can't search for quotes and backslashes.");
  }
  try {
    const sort = 'DESC_RELEVANCE';
    const found = await client.list({ searchQuery: query, sort, limit: resultsShown }, signal);
    const assets = found.filter((item): item is Asset => item.type === 'file');
    return assets.length > 0 ? assets : vscode.l10n.t('No file name matches "{0}".', oneLine(text));
  } catch (error) {
    // A search that fails must not close what is being typed into.
    return failureText(error);
  }
}
