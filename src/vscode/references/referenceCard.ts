import * as vscode from 'vscode';
import type { ReferenceStatus } from '../../core/lookup/referenceStatus';
import type { Hint, Place } from '../../core/reference';
import type { Located } from './place';
import { fileOf, shownPlace } from './place';
import type { TextPoint } from './textPoint';
import { commandId, type CommandName } from '../ui/commandId';
import { appendPlain, nextLine, plainMarkdown } from '../ui/appendPlain';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import type { CardSurroundings } from './statusCard';
import { foundOutText, statusCard } from './statusCard';

/** So many other places are named in a hover. */
const placesShown = 3;

/** What a hover on a reference tells besides how it stands. */
export interface ReferenceCardParts extends CardSurroundings {
  readonly point: TextPoint;
  /** Other references to the same thing; `undefined` when the workspace was not searched. */
  readonly others: readonly Located[] | undefined;
  /** What may mean it besides. */
  readonly hints: readonly Located<Hint>[];
  /** A problem says already what is missing. */
  readonly isProblem: boolean;
  /** Why the library was not asked. */
  readonly failure: string | undefined;
}

/** The commands that a hover offers; each of them looks at the text again, and a deletion asks. */
const commands = [
  'deleteFileAtCursor',
  'revealInLibrary',
  'copyFileIdAtCursor',
  'findInLibrary',
  'replaceReference',
  'scanReferences',
  'switchAccount',
] as const satisfies readonly CommandName[];

type CardCommand = (typeof commands)[number];

/** The hover on a reference: the file, where else it is mentioned, and what can be done. */
export function referenceCard(
  status: ReferenceStatus,
  parts: ReferenceCardParts,
): vscode.MarkdownString {
  const card =
    status.kind === 'missing' && parts.isProblem
      ? plain(foundOutText(status, parts.account, parts.now))
      : statusCard(status, parts);
  card.isTrusted = { enabledCommands: commands.map(commandId) };
  if (parts.failure !== undefined && status.kind === 'unknown') {
    appendPlain(card.appendMarkdown('\n\n'), oneLine(parts.failure));
  }
  appendOthers(card, status, parts);
  const links = linksFor(status, parts.point).join(' | ');
  // Above the picture: VS Code cuts a tall hover off below, and these must be in sight.
  if (status.kind === 'found') card.value = `${links}\n\n${card.value}`;
  else if (links !== '') card.appendMarkdown(`\n\n${links}`);
  return card;
}

function plain(text: string): vscode.MarkdownString {
  return appendPlain(new vscode.MarkdownString(), text);
}

function appendOthers(
  card: vscode.MarkdownString,
  { kind }: ReferenceStatus,
  { others, hints }: Pick<ReferenceCardParts, 'others' | 'hints'>,
): void {
  if (others && others.length > 0) {
    card.appendMarkdown(nextLine).appendMarkdown(othersText(others));
  } else if (kind === 'found') {
    card.appendMarkdown(nextLine);
    if (others) card.appendMarkdown(noOthersText(hints));
    else {
      const search = vscode.l10n.t('Search the workspace for other references');
      card.appendMarkdown(commandLink(search, 'scanReferences'));
    }
  }
}

function othersText(others: readonly Located[]): string {
  return vscode.l10n.t('Also in {0}', linksTo(others));
}

function noOthersText(hints: readonly Located<Hint>[]): string {
  switch (hints.length) {
    case 0:
      return vscode.l10n.t('No other references found in this workspace.');
    case 1:
      return vscode.l10n.t('No other references, but 1 possible: {0}', linksTo(hints));
    default:
      return vscode.l10n.t(
        'No other references, but {0} possible: {1}',
        formatCount(hints.length),
        linksTo(hints),
      );
  }
}

/** The first places as links, and how many more there are. */
function linksTo(places: readonly Located<{ readonly place: Place }>[]): string {
  const links = places.slice(0, placesShown).map((located) => {
    const { file, line } = shownPlace(located);
    return fileLink(`${oneLine(file)}:${line}`, fileOf(located), line);
  });
  const more = places.length - placesShown;
  return more > 0
    ? vscode.l10n.t('{0} and {1} more', links.join(', '), formatCount(more))
    : links.join(', ');
}

function linksFor(status: ReferenceStatus, point: TextPoint): readonly string[] {
  switch (status.kind) {
    case 'found':
      return [
        commandLink(vscode.l10n.t('Delete…'), 'deleteFileAtCursor', point),
        commandLink(vscode.l10n.t('Reveal in Library'), 'revealInLibrary', point),
        commandLink(vscode.l10n.t('Copy File ID'), 'copyFileIdAtCursor', point),
      ];
    case 'missing':
    case 'ambiguous':
      return [
        commandLink(vscode.l10n.t('Search the Library for It…'), 'findInLibrary', point),
        commandLink(vscode.l10n.t('Replace With…'), 'replaceReference', point),
      ];
    case 'otherAccount':
      return [commandLink(vscode.l10n.t('Switch Account…'), 'switchAccount')];
    case 'unknown':
      return [
        commandLink(vscode.l10n.t('Delete…'), 'deleteFileAtCursor', point),
        commandLink(vscode.l10n.t('Reveal in Library'), 'revealInLibrary', point),
        commandLink(vscode.l10n.t('Scan References'), 'scanReferences'),
      ];
    case 'folder':
    case 'unrelated':
      return [];
  }
}

/** A link that runs one of the commands that the card trusts. */
function commandLink(label: string, command: CardCommand, argument?: unknown): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${plainMarkdown(label)}](command:${commandId(command)}${bracketed(query)})`;
}

/** A link that opens a file at a line, counted from 1. */
function fileLink(label: string, file: vscode.Uri, line: number): string {
  return `[${plainMarkdown(label)}](${bracketed(file.with({ fragment: `L${line}` }).toString())})`;
}

/** An address that can't end the brackets it stands in. */
function bracketed(address: string): string {
  return address.replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
