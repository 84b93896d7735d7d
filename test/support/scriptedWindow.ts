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

type PickRows = (
  rows: readonly Row[],
  options: vscode.QuickPickOptions,
) => string | readonly string[] | undefined;

/** A message, and whether it was a modal. */
interface Message {
  readonly text: string;
  readonly detail: string | undefined;
  readonly modal: boolean;
  readonly buttons: readonly string[];
}

/** The button to press under a message; the world may change before it is pressed. */
type Press = (message: Message) => string | undefined | Promise<string | undefined>;

/** What to type into a plain input box; the world may change before it is typed. */
type Typing = (options: vscode.InputBoxOptions) => string | undefined | Promise<string | undefined>;

type Task = Parameters<typeof vscode.window.withProgress>[1];

/** Answers what the extension asks, in place of a person, until `restore`. */
export interface ScriptedWindow {
  readonly messages: readonly Message[];
  /** What was said below the titles of progress messages. */
  readonly progress: readonly string[];
  /** What to do with the next box. */
  onBox(act: (box: ShownBox) => void): void;
  /** What to pick from the next list: one label, or several where several can be picked. */
  onList(pick: PickRows): void;
  /** Which button to press under the next message that has some; without it none is pressed. */
  onMessage(press: Press): void;
  /** What to type into the next plain input box. */
  onInput(type: Typing): void;
  /** Which file to pick in the next dialog that opens or saves one. */
  onFile(uri: vscode.Uri | undefined): void;
  /** Fails when something was expected that never came; puts everything back. */
  restore(): void;
}

/** Takes over the dialogs of the window that this code runs in. */
export function scriptWindow(): ScriptedWindow {
  const boxes: ((box: ShownBox) => void)[] = [];
  const lists: PickRows[] = [];
  const inputs: Typing[] = [];
  const files: (vscode.Uri | undefined)[] = [];
  const presses: Press[] = [];
  const messages: Message[] = [];
  const progress: string[] = [];

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

  const nextFile = (title = '') => {
    assert.ok(files.length > 0, `nobody expected the dialog "${title}"`);
    return files.shift();
  };

  const own = {
    createInputBox: vscode.window.createInputBox,
    createQuickPick: vscode.window.createQuickPick,
    showQuickPick: vscode.window.showQuickPick,
    showInputBox: vscode.window.showInputBox,
    showOpenDialog: vscode.window.showOpenDialog,
    showSaveDialog: vscode.window.showSaveDialog,
    showInformationMessage: vscode.window.showInformationMessage,
    showWarningMessage: vscode.window.showWarningMessage,
    showErrorMessage: vscode.window.showErrorMessage,
    withProgress: vscode.window.withProgress,
  };
  Object.assign(vscode.window, {
    createInputBox: box,
    createQuickPick: box,
    showQuickPick: (rows: readonly Row[], options: vscode.QuickPickOptions = {}) => {
      const pick = lists.shift();
      assert.ok(pick, 'nobody expected a list');
      const labels = pick(rows, options);
      return Promise.resolve(
        typeof labels === 'object'
          ? rows.filter((row) => labels.includes(row.label))
          : rows.find((row) => row.label === labels),
      );
    },
    showInputBox: (options: vscode.InputBoxOptions) => {
      const type = inputs.shift();
      assert.ok(type, `nobody expected the box "${options.title ?? ''}"`);
      return Promise.resolve(type(options));
    },
    showOpenDialog: ({ title }: vscode.OpenDialogOptions) => {
      const uri = nextFile(title);
      return Promise.resolve(uri && [uri]);
    },
    showSaveDialog: ({ title }: vscode.SaveDialogOptions) => Promise.resolve(nextFile(title)),
    showInformationMessage: message,
    showWarningMessage: message,
    showErrorMessage: message,
    withProgress: (options: vscode.ProgressOptions, task: Task) =>
      own.withProgress(options, (shown, token) => {
        const report = (step: { readonly message?: string; readonly increment?: number }) => {
          if (step.message !== undefined) progress.push(step.message);
          shown.report(step);
        };
        return task({ report }, token);
      }),
  });

  return {
    messages,
    progress,
    onBox: (act) => void boxes.push(act),
    onList: (pick) => void lists.push(pick),
    onMessage: (press) => void presses.push(press),
    onInput: (type) => void inputs.push(type),
    onFile: (uri) => void files.push(uri),
    restore() {
      Object.assign(vscode.window, own);
      assert.deepEqual(
        [boxes.length, lists.length, presses.length, inputs.length, files.length],
        [0, 0, 0, 0, 0],
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
  const activated = new vscode.EventEmitter<readonly Row[]>();
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
    onDidChangeActive: activated.event,
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
