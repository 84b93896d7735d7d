import * as vscode from 'vscode';
import { plainLabel, plainRow } from '../ui/plainLabel';

/** One step of a longer input. */
interface Step {
  readonly title: string;
  /** Counted from 1; `undefined` where there is only one step. */
  readonly step: number | undefined;
  readonly totalSteps: number | undefined;
}

/** A step that asks for a text. */
export interface TextStep extends Step {
  readonly prompt: string;
  readonly placeholder: string;
  /** What the box holds at first: a default, or what was typed before. */
  readonly value: string;
  readonly password: boolean;
  /** Shown at once, until the text changes: why the step is asked again. */
  readonly problem: vscode.InputBoxValidationMessage | undefined;
  /** Looked at after each change; an error keeps the step open, anything less doesn't. */
  readonly check: (text: string) => vscode.InputBoxValidationMessage | undefined;
}

/** A step that offers a few choices. */
export interface ChoiceStep<T> extends Step {
  readonly placeholder: string;
  readonly choices: readonly (vscode.QuickPickItem & { readonly value: T })[];
  readonly value: T;
}

/** How a step ended; going back keeps what the box held. */
export type StepAnswer<T> =
  | { readonly kind: 'next'; readonly value: T }
  | { readonly kind: 'back'; readonly value: T }
  | { readonly kind: 'cancelled' };

/** Asks for a text. */
export function askText(step: TextStep): Promise<StepAnswer<string>> {
  const box = vscode.window.createInputBox();
  box.prompt = plainLabel(step.prompt);
  box.placeholder = step.placeholder;
  box.password = step.password;
  box.value = step.value;
  box.validationMessage = shown(step.problem);
  return ask(box, step, (answer) => {
    box.onDidChangeValue((text) => {
      box.validationMessage = text === '' ? undefined : shown(step.check(text));
    });
    box.onDidAccept(() => {
      const problem = step.check(box.value);
      if (problem?.severity === vscode.InputBoxValidationSeverity.Error) {
        box.validationMessage = shown(problem);
      } else {
        answer({ kind: 'next', value: box.value });
      }
    });
    return () => box.value;
  });
}

function shown(
  problem: vscode.InputBoxValidationMessage | undefined,
): vscode.InputBoxValidationMessage | undefined {
  return problem && { ...problem, message: plainLabel(problem.message) };
}

/** Asks for one of a few choices. */
export function askChoice<T>(step: ChoiceStep<T>): Promise<StepAnswer<T>> {
  const box = vscode.window.createQuickPick<ChoiceStep<T>['choices'][number]>();
  box.placeholder = step.placeholder;
  box.items = step.choices.map(plainRow);
  box.activeItems = box.items.filter(({ value }) => value === step.value);
  return ask(box, step, (answer) => {
    const chosen = () => box.activeItems[0]?.value ?? step.value;
    box.onDidAccept(() => answer({ kind: 'next', value: chosen() }));
    return chosen;
  });
}

/** What is the same for every step; `listen` returns how to read what the box holds. */
async function ask<T>(
  box: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  step: Step,
  listen: (answer: (answer: StepAnswer<T>) => void) => () => T,
): Promise<StepAnswer<T>> {
  box.title = step.title;
  box.step = step.step;
  box.totalSteps = step.totalSteps;
  box.ignoreFocusOut = true;
  box.buttons = (step.step ?? 1) > 1 ? [vscode.QuickInputButtons.Back] : [];
  const answer = await new Promise<StepAnswer<T>>((resolve) => {
    const read = listen(resolve);
    box.onDidTriggerButton(() => resolve({ kind: 'back', value: read() }));
    box.onDidHide(() => resolve({ kind: 'cancelled' }));
    box.show();
  });
  box.dispose();
  return answer;
}

/**
 * Walks through steps that each return the draft as it is then, and whether to go on or back.
 * `undefined` from a step backs out of them all.
 */
export async function walkSteps<Draft>(
  start: Draft,
  steps: readonly ((draft: Draft) => Promise<Move<Draft> | undefined>)[],
): Promise<Draft | undefined> {
  let draft = start;
  for (let at = 0; at < steps.length;) {
    const move = await steps[at]?.(draft);
    if (!move) return undefined;
    draft = move.draft;
    at += move.go === 'next' ? 1 : -1;
  }
  return draft;
}

/** Where a step leads, with what it changed. */
export interface Move<Draft> {
  readonly go: 'next' | 'back';
  readonly draft: Draft;
}
