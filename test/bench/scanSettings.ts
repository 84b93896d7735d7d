import { finderContext } from '../../src/core/finder/finderContext';
import { defaultScope } from '../../src/core/scope/searchScope';

/** What both sides of the comparison search. */
export const scope = defaultScope;

/** And what for. */
export const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);

/** The middle one of some numbers. */
export const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
