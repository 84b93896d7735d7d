import * as vscode from 'vscode';
import type { Asset, AssetVersion } from '../../api/asset';
import type { Account } from '../../core/account/account';
import { deliveryLink } from '../../core/library/deliveryLink';
import { originalBytes, type OriginalBytes } from '../../core/library/originalBytes';
import type { Connections } from '../account/connections';
import type { App } from '../app';
import { oneLine } from '../ui/oneLine';
import { withLookUpProgress } from '../ui/progress';
import { formatBytes } from '../ui/quantity';
import { assetScheme, type AssetFiles } from '../library/assetFiles';

/** Larger files are for a browser: VS Code keeps what it shows in memory, several times. */
const largestBytes = 50 * 1024 * 1024;

/** What an editor shows: a file, or one of its versions. */
export interface Previewed {
  readonly account: Account;
  readonly file: Asset | AssetVersion;
  /** Put into the name on the tab, such as `version 1`; empty for a file as it is now. */
  readonly label: string;
}

/** A file that VS Code can read now. */
export interface ReadableFile {
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
}

/** What a preview is made with. */
export type PreviewParts = Pick<App, 'assetFiles' | 'connections'>;

/**
 * Fetches a file and makes it readable for VS Code's editors. `undefined` where it can't be shown,
 * which is said here, since VS Code shows no error of a file system, or where it was cancelled.
 */
export async function fetchOriginal(
  { assetFiles, connections }: PreviewParts,
  { account, file, label }: Previewed,
): Promise<ReadableFile | undefined> {
  const fetch = (signal: AbortSignal) => fetchNow(connections, account, file, signal);
  const found = await withLookUpProgress(vscode.l10n.t('loading the file…'), (_say, signal) =>
    fetch(signal),
  );
  if (!found) return undefined;
  if (found.kind !== 'bytes') {
    await sayNotShown(file, account, found);
    return undefined;
  }
  const uri = uriOf(file, account, label);
  open(assetFiles, uri, found.bytes, { file, fetch });
  return { uri, bytes: found.bytes };
}

async function fetchNow(
  connections: Pick<Connections, 'connect'>,
  which: Account,
  file: Asset | AssetVersion,
  signal: AbortSignal,
): Promise<OriginalBytes> {
  const { account, client } = await connections.connect(which);
  return originalBytes(file, account, client.recovery, { largest: largestBytes, signal });
}

function open(
  files: AssetFiles,
  uri: vscode.Uri,
  bytes: Uint8Array,
  again: {
    readonly file: Asset | AssetVersion;
    readonly fetch: (signal: AbortSignal) => Promise<OriginalBytes>;
  },
): void {
  const changed = Date.parse(again.file.updatedAt ?? '');
  const fetch = async () => {
    const found = await again.fetch(new AbortController().signal);
    if (found.kind !== 'bytes') throw vscode.FileSystemError.Unavailable(uri);
    return found.bytes;
  };
  const file = { size: bytes.length, changed: Number.isNaN(changed) ? 0 : changed, fetch };
  files.open(uri, file, bytes);
}

/**
 * Where an editor finds it: its library path, with the version in its name, since the tab of a picture
 * shows nothing else. A query of our own keeps VS Code from adding one.
 */
function uriOf(file: Asset | AssetVersion, account: Account, label: string): vscode.Uri {
  const { filePath, fileId, versionId = '' } = file;
  const slash = filePath.lastIndexOf('/');
  const name = filePath.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  const shown = label === '' ? name : `${stem} (${label})${ending}`;
  const library = oneLine(account.name).replaceAll('/', '-');
  const changed = file.updatedAt ?? '';
  return vscode.Uri.from({
    scheme: assetScheme,
    path: `/${library}${filePath.slice(0, slash)}/${shown}`,
    query: new URLSearchParams({ file: fileId, version: versionId, changed }).toString(),
  });
}

async function sayNotShown(
  file: Asset | AssetVersion,
  account: Account,
  found: Exclude<OriginalBytes, { readonly kind: 'bytes' }>,
): Promise<void> {
  const path = oneLine(file.filePath);
  const browser = vscode.l10n.t('Open in Browser');
  const link = deliveryLink(file.url, account);
  const buttons = found.kind === 'tooLarge' && link !== undefined ? [browser] : [];
  const text = notShownText(path, oneLine(account.name), found, file.size);
  const pressed = await vscode.window.showWarningMessage(text, ...buttons);
  // As text: a Uri would decode and encode it again, and so change it.
  if (pressed === browser) await vscode.commands.executeCommand('vscode.open', link);
}

function notShownText(
  path: string,
  account: string,
  found: Exclude<OriginalBytes, { readonly kind: 'bytes' }>,
  size: number | undefined,
): string {
  switch (found.kind) {
    case 'unpublished':
      return vscode.l10n.t(
        "Couldn't open {0}: it's unpublished, so ImageKit doesn't serve it.",
        path,
      );
    case 'foreignAddress':
      return vscode.l10n.t(
        "Couldn't open {0}: its URL isn't one of the delivery URLs of {1}.",
        path,
        account,
      );
    case 'tooLarge':
      return vscode.l10n.t(
        "Couldn't open {0}: it has {1}, and the limit is {2}.",
        path,
        size === undefined ? '?' : formatBytes(size),
        formatBytes(largestBytes),
      );
    case 'notDelivered':
      return vscode.l10n
        .t(
          "Couldn't open {0}: the CDN answered {1}. {2}",
          path,
          String(found.status),
          oneLine(found.reason),
        )
        .trim();
  }
}
