import * as vscode from 'vscode';
import { nameProblem } from '../../core/account/account';
import type { Account, AccountKind } from '../../core/account/account';
import { parseUrlEndpoints } from '../../core/account/urlEndpoint';
import { nameProblemText } from './accountText';
import { deliveryUrlsExample, deliveryUrlsProblem } from './deliveryUrls';
import { askProvenKey } from './askProvenKey';
import type { KeyStep, ProvenKey } from './askProvenKey';
import { askChoice, askText, walkSteps } from './inputStep';
import type { Move, StepAnswer } from './inputStep';
import { oneLine } from '../ui/oneLine';

/** A new account as the person described it, with a key that ImageKit accepted. */
export interface NewAccount {
  readonly entry: Omit<Account, 'id'>;
  readonly key: string;
}

/** What is typed so far. */
interface Draft {
  readonly name: string;
  readonly typedKey: string;
  readonly proven: ProvenKey | undefined;
  /** `undefined` as long as the learned one is fine. */
  readonly urls: string | undefined;
  readonly kind: AccountKind;
}

const nothingTyped: Draft = {
  name: '',
  typedKey: '',
  proven: undefined,
  urls: undefined,
  kind: 'development',
};

const totalSteps = 4;

/** Asks for name, key, delivery URLs and kind; `undefined` when the person backed out. */
export async function askNewAccount(
  accounts: readonly Account[],
  prove: KeyStep['prove'],
): Promise<NewAccount | undefined> {
  const title = vscode.l10n.t('Add ImageKit Account');
  const draft = await walkSteps(nothingTyped, [
    (typed) => askName(title, typed, accounts),
    (typed) => askKey(title, typed, prove),
    (typed) => askUrls(title, typed),
    (typed) => askKind(title, typed),
  ]);
  if (!draft?.proven) return undefined;
  const urls = parseUrlEndpoints(draft.urls ?? draft.proven.urlEndpoint ?? '');
  const urlEndpoints = urls.kind === 'urls' ? urls.urls : [];
  return {
    entry: {
      name: draft.name.trim(),
      kind: draft.kind,
      urlEndpoints,
      ...(draft.proven.access === 'readOnly' ? { access: 'readOnly' } : {}),
    },
    key: draft.proven.key,
  };
}

async function askName(title: string, draft: Draft, accounts: readonly Account[]) {
  const answer = await askText({
    title,
    step: 1,
    totalSteps,
    prompt: vscode.l10n.t('Name for this account in VS Code'),
    placeholder: vscode.l10n.t('acme'),
    value: draft.name,
    password: false,
    problem: undefined,
    check: (text) => {
      const problem = nameProblem(text, accounts);
      return (
        problem && {
          message: nameProblemText(problem),
          severity: vscode.InputBoxValidationSeverity.Error,
        }
      );
    },
  });
  return moveBy(answer, (name) => ({ ...draft, name }));
}

async function askKey(
  title: string,
  draft: Draft,
  prove: KeyStep['prove'],
): Promise<Move<Draft> | undefined> {
  const { name, typedKey: typed, proven } = draft;
  const account = oneLine(name.trim());
  const answer = await askProvenKey({ title, step: 2, totalSteps, account, typed, proven, prove });
  switch (answer.kind) {
    case 'cancelled':
      return undefined;
    case 'back':
      return { go: 'back', draft: { ...draft, typedKey: answer.typed } };
    case 'next':
      return { go: 'next', draft: { ...draft, typedKey: answer.typed, proven: answer.proven } };
  }
}

async function askUrls(title: string, draft: Draft) {
  const learned = draft.proven?.urlEndpoint ?? '';
  const answer = await askText({
    title,
    step: 3,
    totalSteps,
    prompt:
      learned === ''
        ? vscode.l10n.t('Delivery URLs (optional): used to recognize links to this account')
        : vscode.l10n.t(
            'The delivery URL of this library. Add others, such as a custom domain, after a comma.',
          ),
    placeholder: deliveryUrlsExample,
    value: draft.urls ?? learned,
    password: false,
    problem: undefined,
    check: deliveryUrlsProblem,
  });
  return moveBy(answer, (urls) => ({ ...draft, urls: urls === learned ? undefined : urls }));
}

async function askKind(title: string, draft: Draft) {
  const answer = await askChoice<AccountKind>({
    title,
    step: 4,
    totalSteps,
    placeholder: vscode.l10n.t('Is this a production account?'),
    choices: [
      {
        label: vscode.l10n.t('Development'),
        detail: vscode.l10n.t('Asks before each deletion.'),
        value: 'development',
      },
      {
        label: vscode.l10n.t('Production'),
        detail: vscode.l10n.t('You confirm each deletion by typing the number of files.'),
        value: 'production',
      },
    ],
    value: draft.kind,
  });
  return moveBy(answer, (kind) => ({ ...draft, kind }));
}

function moveBy<T>(answer: StepAnswer<T>, change: (value: T) => Draft): Move<Draft> | undefined {
  if (answer.kind === 'cancelled') return undefined;
  return { go: answer.kind, draft: change(answer.value) };
}
