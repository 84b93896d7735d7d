/** The sentence in every error's `help`. */
export const HELP = 'For support kindly contact us at support@imagekit.io.';

/** What goes back over the wire, before it is turned into bytes. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it bears `x-ik-requestId`; all do that are not planted otherwise. */
  readonly marked?: boolean;
  readonly body?:
    | { readonly kind: 'json'; readonly value: unknown }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly mime: string };
}

/** An answer with a JSON body. */
export function json(status: number, value: unknown): Answer {
  return { status, body: { kind: 'json', value } };
}

/** An answer with truly nothing in it: no body, no content type. */
export const NO_CONTENT: Answer = { status: 204 };

/** A request that can't be granted: thrown by any route, answered as `{ message, help }`. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Further keys of the body, such as `reason` or `missingFileIds`. */
    readonly extra: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** The refusal as an answer. A 429 carries `message` alone, as documented. */
  answer(): Answer {
    const help = this.status === 429 ? {} : { help: HELP };
    const value = { message: this.message, ...help, ...this.extra };
    return { ...json(this.status, value), headers: this.headers };
  }
}
