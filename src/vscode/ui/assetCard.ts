import * as vscode from 'vscode';
import type { Asset, AssetVersion } from '../../api/asset';
import { appendPlain } from './appendPlain';
import { oneLine } from './oneLine';
import { formatAgeInWords, formatBytes } from './quantity';

/** The picture's height in a card, in pixels. */
const pictureHeight = 160;

/**
 * A file as a hover shows it: the picture, its name, where it lies and what it is. All that comes
 * from the library goes in as plain text. `picture` is an address that VS Code may show.
 */
export function assetCard(
  file: Asset | AssetVersion,
  picture: string | undefined,
  now: number,
): vscode.MarkdownString {
  const card = new vscode.MarkdownString();
  if (picture !== undefined) {
    const alt = vscode.l10n.t('Thumbnail');
    card.appendMarkdown(`![${alt}](${markdownUrl(picture)}|height=${pictureHeight})\n\n`);
  }
  card.appendMarkdown('**');
  appendPlain(card, oneLine(file.name)).appendMarkdown('**\n\n');
  appendPlain(card, oneLine(file.filePath)).appendMarkdown('\n\n');
  appendPlain(card, facts(file, now).join(' · '));
  if (file.tags.length > 0) {
    card.appendMarkdown('\n\n');
    appendPlain(card, vscode.l10n.t('Tags: {0}', oneLine(file.tags.join(', '))));
  }
  return card;
}

function facts(file: Asset | AssetVersion, now: number): readonly string[] {
  const age = formatAgeInWords(file.createdAt, now);
  return [
    file.versionName === undefined ? undefined : oneLine(file.versionName),
    file.width === undefined || file.height === undefined
      ? undefined
      : `${file.width}×${file.height}`,
    file.mime === undefined ? undefined : oneLine(file.mime),
    file.size === undefined ? undefined : formatBytes(file.size),
    age === undefined ? undefined : vscode.l10n.t('uploaded {0}', age),
    file.isPrivate ? vscode.l10n.t('private') : undefined,
    file.isPublished ? undefined : vscode.l10n.t('not published'),
  ].filter((fact) => fact !== undefined);
}

/** An address that can't end the brackets of a Markdown image, or say how large it is. */
function markdownUrl(url: string): string {
  return url.replace(/[()<>|"'\\]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
