import * as vscode from 'vscode';
import type { Asset, AssetVersion } from '../../api/asset';
import { appendPlain, nextLine } from '../ui/appendPlain';
import { oneLine } from '../ui/oneLine';
import { formatAgeInWords, formatBytes, formatCount } from '../ui/quantity';

/** The picture's height in a card, in pixels: VS Code cuts off what is below 250 of them. */
const pictureHeight = 110;

/** What a card shows besides what the library's row says. */
export interface AssetCardParts {
  /** An address of the picture that VS Code may show. */
  readonly picture: string | undefined;
  /** How many versions the file has, if that is known. */
  readonly versions?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * A file as a hover shows it: the picture, where it lies and what it is, close together. All that
 * comes from the library goes in as plain text.
 */
export function assetCard(
  file: Asset | AssetVersion,
  { picture, versions, now }: AssetCardParts,
): vscode.MarkdownString {
  const card = new vscode.MarkdownString();
  if (picture !== undefined) {
    const alt = vscode.l10n.t('Thumbnail');
    card.appendMarkdown(`![${alt}](${markdownUrl(picture)}|height=${pictureHeight})\n\n`);
  }
  const folder = file.filePath.slice(0, file.filePath.lastIndexOf('/') + 1);
  appendPlain(card, oneLine(folder)).appendMarkdown('**');
  appendPlain(card, oneLine(file.name)).appendMarkdown('**').appendMarkdown(nextLine);
  appendPlain(card, facts(file, versions, now).join(' · '));
  if (file.tags.length > 0) {
    card.appendMarkdown(nextLine);
    appendPlain(card, vscode.l10n.t('Tags: {0}', oneLine(file.tags.join(', '))));
  }
  return card;
}

function facts(
  file: Asset | AssetVersion,
  versions: number | undefined,
  now: number,
): readonly string[] {
  const age = formatAgeInWords(file.createdAt, now);
  return [
    versionText(file, versions),
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

function versionText(
  { versionName }: Asset | AssetVersion,
  versions: number | undefined,
): string | undefined {
  if (versions !== undefined && versions > 1) {
    return vscode.l10n.t('{0} versions', formatCount(versions));
  }
  return versionName === undefined ? undefined : oneLine(versionName);
}

/** An address that can't end the brackets of a Markdown image, or say how large it is. */
function markdownUrl(url: string): string {
  return url.replace(/[()<>|"'\\]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
