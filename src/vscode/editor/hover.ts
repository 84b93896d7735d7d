import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { Account } from '../../core/account/account';
import { isOnlyVersion } from '../../core/library/fileVersions';
import { refKey } from '../../core/lookup/lookUpMemory';
import type { AssetReference, ReferenceStatus } from '../../core/lookup/referenceStatus';
import type { App } from '../app';
import type { Place } from '../../core/reference';
import type { Located } from '../references/place';
import type { AssetUsage } from '../references/scannedFolders';
import { fileOf, rangeOf } from '../references/place';
import { isSameFile } from '../references/fileSpelling';
import { textPoint } from '../references/textPoint';
import { failureText } from '../failures/failureText';
import { referenceCard } from '../references/referenceCard';
import { problemAt } from './problemAt';
import type { ReferenceUnder } from './referenceUnder';

/** A hover that takes longer than this, in milliseconds, is shown without what it waits for. */
const patience = 3000;

/** Makes what a hover says about a reference; `undefined` when it is nothing of ImageKit's. */
export async function makeHover(
  { app, reference }: ReferenceUnder,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const { account } = app.library;
  if (!account) return undefined;
  const failure = await lookUp(app, reference, token);
  const status = app.lookup.status(reference);
  if (status.kind === 'unrelated' || token.isCancellationRequested) return undefined;
  const asset = status.kind === 'found' ? status.asset : undefined;
  const picture = asset && soon(app.pictures.load(asset, account));
  const versions = asset && soon(countVersions(app, asset));
  const mentioned = mentions(app, reference, status, account);
  const isOther = (located: Located<Placed>) => !isAt(located, document, reference);
  const card = referenceCard(status, {
    ...{ account, picture: await picture, versions: await versions, failure },
    now: Date.now(),
    point: textPoint(document, position),
    others: mentioned?.references.filter(isOther),
    hints: mentioned?.hints.filter(isOther) ?? [],
    isProblem: problemAt(document, position) !== undefined,
  });
  return new vscode.Hover(card, rangeOf(reference.place));
}

/**
 * Asks for one reference if the account is connected; a hover alone never makes a connection. Says
 * what went wrong: a failed look-up leaves the reference unknown.
 */
async function lookUp(
  { lookup, connections, library }: App,
  reference: AssetReference,
  token: vscode.CancellationToken,
): Promise<string | undefined> {
  if (!connections.isConnected || lookup.open([reference]).length === 0) return undefined;
  const aborter = new AbortController();
  const listener = token.onCancellationRequested(() => aborter.abort());
  try {
    await soon(lookup.lookUp([reference], { signal: aborter.signal }));
    return undefined;
  } catch (error) {
    // A message for a pointer that came past would be too much: the hover itself says it.
    return aborter.signal.aborted ? undefined : failureText(error, library.account?.name).message;
  } finally {
    listener.dispose();
  }
}

/** How many versions a file has, as long as asking for that makes no connection and works. */
async function countVersions(
  { connections, library }: App,
  asset: Asset,
): Promise<number | undefined> {
  if (!connections.isConnected || isOnlyVersion(asset)) return undefined;
  try {
    return (await library.versions(asset.fileId)).length;
  } catch {
    // The card does without: it has the name of the current version.
    return undefined;
  }
}

/** What the workspace says about the same asset, or about the same missing thing. */
function mentions(
  { references }: App,
  { ref }: AssetReference,
  status: ReferenceStatus,
  account: Account,
): AssetUsage | undefined {
  if (!references.isSearched) return undefined;
  if (status.kind === 'found') return references.usage(status.asset, account);
  if (status.kind !== 'missing') return undefined;
  const key = refKey(ref);
  const same = [...references.all()].filter(({ reference }) => refKey(reference.ref) === key);
  return { references: same, hints: [] };
}

async function soon<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Placed {
  readonly place: Place;
}

function isAt(
  located: Located<Placed>,
  { uri }: vscode.TextDocument,
  { place: { line, column } }: AssetReference,
): boolean {
  const { place } = located.reference;
  return place.line === line && place.column === column && isSameFile(fileOf(located), uri);
}
