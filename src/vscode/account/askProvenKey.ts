import * as vscode from 'vscode';
import { ApiError } from '../../api/errors';
import type { ApiFailure } from '../../api/errors';
import { keyRefusal } from '../../core/account/keyRefusal';
import { checkKey, looksCutShort } from '../../core/account/privateKey';
import type { KeyProof } from './connections';
import { apiFailureText } from '../failures/apiFailureText';
import { askText } from './inputStep';
import { withLookUpProgress } from '../ui/progress';

/** A key that ImageKit accepted. */
export interface ProvenKey extends KeyProof {
  readonly key: string;
}

/** The step that asks for a key. */
export interface KeyStep {
  readonly title: string;
  readonly step: number | undefined;
  readonly totalSteps: number | undefined;
  /** The name of the account, for what is said about its key. */
  readonly account: string;
  /** What was typed before, and what is proven of it already. */
  readonly typed: string;
  readonly proven: ProvenKey | undefined;
  /** Sends nothing that could change anything; throws what it can't prove. */
  readonly prove: (key: string, signal: AbortSignal) => Promise<KeyProof>;
}

/** How the step ended. */
export type KeyAnswer =
  | { readonly kind: 'next'; readonly typed: string; readonly proven: ProvenKey }
  | { readonly kind: 'back'; readonly typed: string }
  | { readonly kind: 'cancelled' };

/**
 * Asks for a private key until ImageKit accepts one. A refused key stays in the box with the reason,
 * and so does one that can't be proved at the moment: nothing is typed twice.
 */
export async function askProvenKey(step: KeyStep): Promise<KeyAnswer> {
  let typed = step.typed;
  let problem: vscode.InputBoxValidationMessage | undefined;
  for (;;) {
    const answer = await askText({
      ...step,
      prompt: vscode.l10n.t(
        "The private key for {0}, from the dashboard under Developer options. Stored in your system's keyring.",
        step.account,
      ),
      placeholder: 'private_…',
      password: true,
      value: typed,
      problem,
      check: (text) => keyProblem(text),
    });
    if (answer.kind === 'cancelled') return answer;
    typed = answer.value;
    if (answer.kind === 'back') return { kind: 'back', typed };
    const checked = checkKey(typed);
    if (checked.kind !== 'key' && checked.kind !== 'unusual') continue;
    const { key } = checked;
    if (step.proven?.key === key) return { kind: 'next', typed, proven: step.proven };
    const proof = await proveKey(key, step);
    if (proof?.kind === 'proven') return { kind: 'next', typed, proven: proof.proven };
    problem = proof?.problem;
  }
}

type Proof =
  | { readonly kind: 'proven'; readonly proven: ProvenKey }
  | { readonly kind: 'unproven'; readonly problem: vscode.InputBoxValidationMessage };

/** `undefined` when the person cancelled the read. */
function proveKey(key: string, { account, prove }: KeyStep): Promise<Proof | undefined> {
  const title = vscode.l10n.t('checking the key for {0}…', account);
  return withLookUpProgress(title, async (_, signal): Promise<Proof> => {
    try {
      return { kind: 'proven', proven: { key, ...(await prove(key, signal)) } };
    } catch (error) {
      // What the server says about the key belongs into the box, where it can be corrected.
      if (!(error instanceof ApiError) || error.failure.kind === 'rejected') throw error;
      return { kind: 'unproven', problem: unprovenText(error.failure, key, account) };
    }
  });
}

function unprovenText(
  failure: ApiFailure,
  key: string,
  account: string,
): vscode.InputBoxValidationMessage {
  const { message } = apiFailureText(failure, account);
  const refusal = keyRefusal(failure);
  if (refusal === undefined) {
    return {
      message: vscode.l10n.t('{0} Nothing was stored. Press Enter to try again.', message),
      severity: vscode.InputBoxValidationSeverity.Warning,
    };
  }
  const hint =
    refusal === 'unknownKey' && looksCutShort(key)
      ? vscode.l10n.t(
          '{0} The key should end with "=", which double-clicking doesn\'t select.',
          message,
        )
      : message;
  return { message: hint, severity: vscode.InputBoxValidationSeverity.Error };
}

function keyProblem(text: string): vscode.InputBoxValidationMessage | undefined {
  const severity = vscode.InputBoxValidationSeverity.Error;
  switch (checkKey(text).kind) {
    case 'key':
      return undefined;
    case 'empty':
      return { message: vscode.l10n.t('Type or paste the private key.'), severity };
    case 'publicKey':
      return {
        message: vscode.l10n.t(
          'This is the public key. Use the private key; it starts with private_.',
        ),
        severity,
      };
    case 'notAKey':
      return {
        message: vscode.l10n.t("This isn't a key: it contains spaces or a colon."),
        severity,
      };
    case 'unusual':
      return {
        message: vscode.l10n.t(
          "ImageKit's private keys start with private_. Press Enter to try it anyway.",
        ),
        severity: vscode.InputBoxValidationSeverity.Warning,
      };
  }
}
