import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { Claim } from '../../core/request';
import { plainRow } from '../ui/plainLabel';
import {
  note,
  recentRows,
  rowsAtHand,
  rowsFor,
  type AssetRow,
  type AssetRowsParts,
} from './assetRows';

/** What the quick pick is made from. */
export interface PickAssetOptions extends AssetRowsParts {
  readonly title: string;
  /** What the box holds at first. */
  readonly text: string;
  /** Says what is wrong with a typed text that can name no file; `undefined` when nothing is. */
  readonly objection: (text: string) => string | undefined;
  /** The address of a file's picture, once it is there. */
  readonly pictureOf: (asset: Asset) => Promise<string | undefined>;
  /** Puts a failed look-up into words. */
  readonly failureText: (error: unknown) => string;
}

const lookUpDelayMs = 200;

/**
 * Lets a person type, paste or pick one file; what is typed is looked up as they type. Enter takes
 * the first row, or the one that was moved to; before the rows are there it waits for them.
 */
export async function pickAsset(options: PickAssetOptions): Promise<Claim | undefined> {
  const [claim] = (await pickAssets(options)) ?? [];
  return claim;
}

/** The same, or all that a list at hand names. */
export function pickAssets(options: PickAssetOptions): Promise<readonly Claim[] | undefined> {
  const quickPick = vscode.window.createQuickPick<AssetRow>();
  quickPick.title = options.title;
  quickPick.placeholder = vscode.l10n.t('Type a name, or paste a file ID, URL, or path');
  quickPick.matchOnDescription = true;
  quickPick.value = options.text;
  return new Promise((resolve) => {
    const picker = new AssetPicker(quickPick, options, (claims) => {
      resolve(claims);
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      picker.stop();
      resolve(undefined);
      quickPick.dispose();
    });
    picker.look();
    quickPick.show();
  });
}

class AssetPicker {
  private aborter = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private rows: readonly AssetRow[] = [];
  /** The place of the row that Enter takes: VS Code reports none for a moment after new rows. */
  private active = -1;
  /** Enter was pressed before there were rows. */
  private isWaiting = false;

  constructor(
    private readonly quickPick: vscode.QuickPick<AssetRow>,
    private readonly options: PickAssetOptions,
    private readonly pick: (claims: readonly Claim[]) => void,
  ) {
    quickPick.onDidChangeValue(() => this.look());
    quickPick.onDidChangeActive(([row]) => {
      if (row) this.active = quickPick.items.indexOf(row);
    });
    quickPick.onDidAccept(() => this.accept());
  }

  /** Shows what the text in the box leads to. */
  look(): void {
    this.stop();
    this.isWaiting = false;
    this.aborter = new AbortController();
    const { signal } = this.aborter;
    const text = this.quickPick.value.trim();
    if (text === '') {
      this.show(rowsAtHand(this.options));
      void this.showRecent(signal);
      return;
    }
    const objection = this.options.parse(text) ? undefined : this.options.objection(text);
    if (objection !== undefined) {
      this.show([note(objection)]);
      return;
    }
    this.active = -1;
    this.quickPick.busy = true;
    this.timer = setTimeout(() => void this.lookUp(text, signal), lookUpDelayMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.aborter.abort();
    this.quickPick.busy = false;
  }

  private accept(): void {
    const [shown] = this.quickPick.activeItems;
    const claims = claimsIn(shown) ?? claimsIn(this.rows[this.active]);
    // Rows of another text than the one in the box are none to take.
    if (this.quickPick.busy) this.isWaiting = true;
    else if (claims) this.pick(claims);
  }

  private async lookUp(text: string, signal: AbortSignal): Promise<void> {
    const rows = await this.rowsOrWhyNot(text, signal);
    if (signal.aborted) return;
    this.quickPick.busy = false;
    this.show(rows);
    const first = claimsIn(rows[0]);
    if (this.isWaiting && first) this.pick(first);
    else await this.showPictures(signal);
    this.isWaiting = false;
  }

  private async rowsOrWhyNot(text: string, signal: AbortSignal): Promise<readonly AssetRow[]> {
    try {
      return await rowsFor(text, this.options, signal);
    } catch (error) {
      // A look-up that fails must not close what is being typed into.
      return [note(this.options.failureText(error))];
    }
  }

  private async showRecent(signal: AbortSignal): Promise<void> {
    let recent: readonly AssetRow[];
    try {
      recent = await recentRows(this.options, signal);
    } catch {
      // The box does without: what is typed next says what is wrong.
      return;
    }
    if (signal.aborted) return;
    this.show([...this.rows, ...recent], this.active);
    await this.showPictures(signal);
  }

  private async showPictures(signal: AbortSignal): Promise<void> {
    const pictures = await Promise.all(
      this.rows.map(async ({ asset }) => asset && this.options.pictureOf(asset)),
    );
    if (signal.aborted || pictures.every((picture) => picture === undefined)) return;
    const withPictures = this.rows.map((row, at) => {
      const picture = pictures[at];
      return picture === undefined ? row : { ...row, iconPath: vscode.Uri.parse(picture, true) };
    });
    this.show(withPictures, this.active);
  }

  /** New rows drop the active one, so it is set with them: the first that leads anywhere, or `active`. */
  private show(rows: readonly AssetRow[], active = -1): void {
    const first = rows.findIndex((row) => claimsIn(row) !== undefined);
    this.rows = rows;
    this.active = active === -1 ? first : active;
    this.quickPick.items = rows.map(plainRow);
    this.quickPick.activeItems = this.quickPick.items.slice(Math.max(0, this.active)).slice(0, 1);
  }
}

function claimsIn(row: AssetRow | undefined): readonly Claim[] | undefined {
  return row?.claims ?? (row?.claim && [row.claim]);
}
