import type { TextLine } from './textLine';

/** So many lines below the element's name its path is looked for. */
const longestTag = 6;
const opening = /<(?:IK[A-Z]|ik-)[^>]*$/;

/**
 * Follows, line by line, whether one of the SDK's elements is open, so that its attributes are known
 * on lines of their own.
 */
export class ImageKitTag {
  #openedOn: number | undefined;

  /** `counts` tells lines that a search hands over; others must not make a difference. */
  constructor(private readonly counts: (text: string) => boolean) {}

  /** Whether the line begins inside of such an element; it must be called for each line in turn. */
  next({ line, text }: TextLine): boolean {
    const isInside = this.#openedOn !== undefined && line - this.#openedOn <= longestTag;
    if (opening.test(text.slice(-longestLine))) this.#openedOn = line;
    else if (!isInside || this.#closes(text)) this.#openedOn = undefined;
    return isInside;
  }

  #closes(text: string): boolean {
    // Its end often stands on a line that a search does not hand over: the path ends it, too.
    return /(?<!=)>|\b(?:path|src)=/.test(text.slice(0, longestLine)) && this.counts(text);
  }
}

/** Elements over several lines stand in lines that a person wrote. */
const longestLine = 500;
