import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** An input box or a quick pick as a person sees it, with what a person can do to it. */
export interface ShownBox {
  readonly title: string | undefined;
  readonly step: number | undefined;
  readonly totalSteps: number | undefined;
  readonly value: string;
  readonly password: boolean;
  readonly labels: readonly string[];
  /** The words under the box, as long as something is wrong with what it holds. */
  readonly problem: string | undefined;
  readonly isOpen: boolean;
  type(text: string): void;
  /** Enter, on the row with this label where there are rows. */
  accept(label?: string): void;
  back(): void;
  escape(): void;
}

/** A row of a quick pick. */
export interface Row {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** A message, and whether it was a modal. */
interface Message {
  readonly text: string;
  readonly detail: string | undefined;
  readonly modal: boolean;
  readonly buttons: readonly string[];
}

/** Answers what the extension asks, in place of a person, until `restore`. */
export interface ScriptedWindow {
  readonly messages: readonly Message[];
  /** What to do with the next box. */
  onBox(act: (box: ShownBox) => void): void;
  /** What to pick from the next list. */
  onList(pick: (rows: readonly Row[]) => string | undefined): void;
  /** Which button to press under the next message that has some; without it none is pressed. */
  onMessage(press: (message: Message) => string | undefined): void;
  /** Fails when something was expected that never came; puts everything back. */
  restore(): void;
}

/** Takes over the dialogs of the window that this code runs in. */
export function scriptWindow(): ScriptedWindow {
  const boxes: ((box: ShownBox) => void)[] = [];
  const lists: ((rows: readonly Row[]) => string | undefined)[] = [];
  const presses: ((message: Message) => string | undefined)[] = [];
  const messages: Message[] = [];

  const box = () =>
    fakeBox((shown) => {
      const act = boxes.shift();
      assert.ok(act, `nobody expected the box "${shown.title ?? ''}"`);
      act(shown);
    });

  const message = (text: string, ...rest: (string | vscode.MessageOptions)[]) => {
    const [first] = rest;
    const options = typeof first === 'object' ? first : {};
    const buttons = rest.filter((item) => typeof item === 'string');
    const shown = { text, detail: options.detail, modal: options.modal ?? false, buttons };
    messages.push(shown);
    return Promise.resolve(buttons.length > 0 ? presses.shift()?.(shown) : undefined);
  };

  const own = {
    createInputBox: vscode.window.createInputBox,
    createQuickPick: vscode.window.createQuickPick,
    showQuickPick: vscode.window.showQuickPick,
    showInformationMessage: vscode.window.showInformationMessage,
    showWarningMessage: vscode.window.showWarningMessage,
    showErrorMessage: vscode.window.showErrorMessage,
  };
  Object.assign(vscode.window, {
    createInputBox: box,
    createQuickPick: box,
    showQuickPick: (rows: readonly Row[]) => {
      const pick = lists.shift();
      assert.ok(pick, 'nobody expected a list');
      const label = pick(rows);
      return Promise.resolve(rows.find((row) => row.label === label));
    },
    showInformationMessage: message,
    showWarningMessage: message,
    showErrorMessage: message,
  });

  return {
    messages,
    onBox: (act) => void boxes.push(act),
    onList: (pick) => void lists.push(pick),
    onMessage: (press) => void presses.push(press),
    restore() {
      Object.assign(vscode.window, own);
      assert.deepEqual(
        [boxes.length, lists.length, presses.length],
        [0, 0, 0],
        'not everything came',
      );
    },
  };
}

interface BoxFields {
  title: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  value: string;
  password: boolean;
  items: readonly Row[];
  activeItems: readonly Row[];
  validationMessage: string | vscode.InputBoxValidationMessage | undefined;
}

/** What `createInputBox` and `createQuickPick` have in common, without a window. */
function fakeBox(shown: (box: ShownBox) => void) {
  const changed = new vscode.EventEmitter<string>();
  const accepted = new vscode.EventEmitter<void>();
  const hidden = new vscode.EventEmitter<void>();
  const pressed = new vscode.EventEmitter<vscode.QuickInputButton>();
  let isOpen = false;
  const fields: BoxFields = {
    title: undefined,
    step: undefined,
    totalSteps: undefined,
    value: '',
    password: false,
    items: [],
    activeItems: [],
    validationMessage: undefined,
  };
  const hide = () => {
    if (isOpen) hidden.fire();
    isOpen = false;
  };
  const view: ShownBox = {
    get title() {
      return fields.title;
    },
    get step() {
      return fields.step;
    },
    get totalSteps() {
      return fields.totalSteps;
    },
    get value() {
      return fields.value;
    },
    get password() {
      return fields.password;
    },
    get labels() {
      return fields.items.map(({ label }) => label);
    },
    get problem() {
      const problem = fields.validationMessage;
      return typeof problem === 'string' ? problem : problem?.message;
    },
    get isOpen() {
      return isOpen;
    },
    type(text) {
      fields.value = text;
      changed.fire(text);
    },
    accept(label) {
      if (label !== undefined) {
        fields.activeItems = fields.items.filter((item) => item.label === label);
        assert.equal(fields.activeItems.length, 1, `no row "${label}"`);
      }
      accepted.fire();
    },
    back: () => pressed.fire(vscode.QuickInputButtons.Back),
    escape: hide,
  };
  return Object.assign(fields, {
    onDidChangeValue: changed.event,
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidTriggerButton: pressed.event,
    show() {
      isOpen = true;
      queueMicrotask(() => shown(view));
    },
    hide,
    dispose: hide,
  });
}
