import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';

/** The `help` of every error body. */
const HELP = 'For support kindly contact us at support@imagekit.io.';

/** Asserts that an SDK call fails with this class and exactly `message`, `help` and what is given. */
export async function refusedAs(
  kind: abstract new (...args: never[]) => Error,
  message: string,
  call: PromiseLike<unknown>,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const error = await call.then(
    () => assert.fail(`Expected a refusal: ${message}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof kind, String(error));
  assert.ok(error instanceof ImageKit.APIError);
  assert.deepEqual(error.error, { message, help: HELP, ...extra });
}
