import * as v from 'valibot';
import { boundedJson, boundsFor } from './boundedJson';
import { labelOf, successStatuses } from './call';
import type { Call } from './call';
import { ApiError } from './errors';
import type { ApiFailure } from './errors';
import { failureFromResponse, undecided } from './failureFromResponse';
import type { HttpResponse } from './httpResponse';

/** A success that ImageKit answered. */
export interface Reply<T> {
  readonly value: T;
  /** `undefined` only where marks don't arrive. */
  readonly requestId: string | undefined;
}

export interface JudgeOptions {
  /** The key that the requests are sent with. */
  readonly privateKey: string;
  /** Told once, when it shows that ImageKit's marks don't arrive here. */
  readonly onUnmarked: () => void;
}

/**
 * The one rule for what an answer is worth. Proxies, gateways and hotel networks answer for ImageKit
 * with any status and any body, so an answer decides something only when it bears ImageKit's mark
 * (`x-ik-requestId`; an error may have its documented form instead) and has the shape that its route
 * documents for its status. All else is no answer: a failure of kind `malformed`, or `server`.
 *
 * Whether marks arrive at all shows with the first answers:
 * - `unknown`, before that.
 * - `seen`, once one bore the mark. From then on, one without is something else's.
 * - `missing`, when the very first read came without it, though with all that ImageKit's rows have: a
 *   proxy takes the header out. Such reads are used then, to show and to plan. But they can't tell
 *   that something is not there (a call whose `complete` is left out stays unanswered), and no write
 *   succeeds by its own answer: it "may have acted", and has to be looked up by another call. A mark
 *   that arrives after all ends this.
 */
export class Judge {
  /** `#`, so that no inspection shows it. */
  readonly #privateKey: string;
  private readonly onUnmarked: () => void;
  private marks: 'unknown' | 'seen' | 'missing' = 'unknown';

  constructor({ privateKey, onUnmarked }: JudgeOptions) {
    this.#privateKey = privateKey;
    this.onUnmarked = onUnmarked;
  }

  /** What a call was answered with. Throws `ApiError` for all but a success. */
  reply<T>(call: Call<T>, response: HttpResponse): Reply<T> {
    const { requestId } = response;
    if (requestId !== undefined) this.marks = 'seen';
    const shape = shapeFor(call, response.status);
    if (!shape) {
      throw error(call, failureFromResponse(response, call, this.#privateKey));
    }
    const isEmpty = response.body.trim() === '';
    const body = isEmpty ? undefined : boundedJson(response.body, boundsFor(call.rows));
    if (!isEmpty && body === undefined) {
      throw error(call, undecided(response, call, 'expected JSON'));
    }
    const result = v.safeParse(shape, body, { abortEarly: true });
    if (!result.success) {
      const [issue] = result.issues;
      const place = v.getDotPath(issue) ?? 'the whole';
      // Other messages than ours hold a part of the answer.
      const expected = issue.expected ?? (issue.type === 'check' ? issue.message : 'other');
      const wanted = `expected ${expected} as ${place}`;
      throw error(call, undecided(response, call, wanted));
    }
    if (requestId === undefined && !this.mayUse(call, body)) {
      throw error(call, undecided(response, call, 'expected x-ik-requestId'));
    }
    return { value: result.output, requestId };
  }

  /** Whether an unmarked success may be used. An empty list is no sign of ImageKit: any server has one. */
  private mayUse({ complete }: Call<unknown>, body: unknown): boolean {
    if (!complete || this.marks === 'seen' || !v.is(complete, body)) return false;
    if (this.marks === 'missing') return true;
    if (Array.isArray(body) && body.length === 0) return false;
    this.marks = 'missing';
    this.onUnmarked();
    return true;
  }
}

function shapeFor<T>(
  { success }: Call<T>,
  status: number,
): v.GenericSchema<unknown, T> | undefined {
  const promised = successStatuses.find((each) => each === status);
  return promised === undefined ? undefined : success[promised];
}

function error(call: Call<unknown>, failure: ApiFailure): ApiError {
  return new ApiError(failure, labelOf(call));
}
