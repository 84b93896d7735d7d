import type { KnownLine, TextLine } from './textLine';

/** So many lines below an element's name its attributes are looked for. */
const longestTag = 10;
/** Elements over several lines stand in lines that a person wrote. */
const longestLine = 500;

/** Names that only ImageKit's SDKs have: `<IKImage`, `<ik-video`, `<x-ik-image`. */
const ownElements = ['IK[A-Z][\\w.]*', '(?:[\\w-]{1,20}-)?ik-[\\w-]+'];
/** Elements whose attributes tell that ImageKit is meant. */
const neutralElements = ['Image', 'Video', 'Nuxt(?:Img|Picture)', 'nuxt-(?:img|picture)'];

const sdkPackage = '["\'](?:@imagekit/[\\w-]+|imagekitio?-[\\w-]+)["\']';
const namedImport = new RegExp(
  `\\{([^{}]{0,300})\\}\\s{0,8}(?:=\\s{0,8}(?:await\\s{1,4})?(?:require|import)\\(|from)\\s{0,8}${sdkPackage}`,
);
const openImport = new RegExp(`^[^{]{0,80}\\}\\s{0,8}from\\s{0,8}${sdkPackage}`);
const wholeImport = new RegExp(`\\*\\s{0,8}as\\s{1,8}(\\w{1,60})\\s{1,8}from\\s{0,8}${sdkPackage}`);

/** Attributes that only an element of ImageKit's has, whatever it is called. */
const sdkAttribute =
  /\bprovider\]?=\{?["'`]{1,2}imagekit\b|\burl-?endpoint\]?=|\btransformation\]?=/i;
const pathAttribute = /\b(?:path|src)\]?=/;
/** The end of a tag; `=>` and `->` are code. */
const tagEnd = /(?<![=-])>/;

/** An element of a page, as far as its lines have been read. */
export interface Element {
  /** It is one of ImageKit's: a path among its attributes is a path of the library. */
  isImageKits: boolean;
  hasPath: boolean;
}

/** What the lines of a file say about ImageKit's elements. */
export interface ElementNames {
  /** Matches the beginning of one of ImageKit's tags. */
  readonly own: RegExp;
  /** Matches a tag that is open at the end of a text. */
  readonly open: RegExp;
}

/** Gathers the names that ImageKit's elements have in a file, by what it imports. */
export class NamesReader {
  private readonly own = new Set(ownElements);

  add({ text }: TextLine): void {
    if (text.length > longestLine || !namesPackage(text)) return;
    const names = namedImport.exec(text)?.[1];
    if (names !== undefined) for (const name of importedNames(names)) this.own.add(name);
    else if (openImport.test(text)) this.own.add('Image').add('Video');
    const whole = wholeImport.exec(text)?.[1];
    if (whole !== undefined) this.own.add(`${whole}\\.(?:Image|Video)`);
  }

  names(): ElementNames {
    return this.own.size === ownElements.length ? usualNames : namesOf(this.own);
  }
}

/** Whether a line can name one of ImageKit's packages: most that speak of ImageKit hold a URL. */
function namesPackage(text: string): boolean {
  return text.includes('@imagekit/') || text.includes('imagekiti');
}

function namesOf(own: Iterable<string>): ElementNames {
  const any = [...new Set([...own, ...neutralElements])].join('|');
  return {
    own: new RegExp(`^<(?:${[...own].join('|')})(?![\\w.-])`),
    open: new RegExp(`<(?:${any})(?![\\w.-])(?:[^>]|(?<==)>)*$`),
  };
}

/** Most files import none. */
const usualNames = namesOf(ownElements);

/** `Image`, or what it is renamed to: `Image as Picture` and `Image: Picture`. */
function importedNames(list: string): readonly string[] {
  return [...list.matchAll(/\b(?:Image|Video)\b(?:\s{0,8}(?:as\s|:)\s{0,8}(\w{1,60}))?/g)].map(
    ([whole, name]) => name ?? whole,
  );
}

/** Where a line stands among elements over several lines. */
export interface LineElements {
  /** Open where the line begins. */
  readonly before: Element | undefined;
  /** Open where it ends. */
  readonly after: Element | undefined;
}

/** Most lines stand in no element. */
export const noElements: LineElements = { before: undefined, after: undefined };

/**
 * Follows, line by line, which element is open. What an element turns out to be is known when its last
 * line has been read.
 */
export class OpenElements {
  private open: { readonly element: Element; readonly line: number } | undefined;

  constructor(private readonly names: ElementNames) {}

  /** It must be called for each line in turn. */
  next({ line, text, counts }: KnownLine): LineElements {
    if (this.open && line - this.open.line > longestTag) this.open = undefined;
    if (text.length > longestLine) this.open = undefined;
    if (text.length > longestLine || !counts) {
      const element = this.open?.element;
      return element ? { before: element, after: element } : noElements;
    }
    const own = this.open && text.slice(0, tagEnd.exec(text)?.index);
    const before = own === undefined ? undefined : this.going(own);
    if (before && own !== undefined) {
      addAttributes(before, own);
      if (own === text) return { before, after: before };
    }
    const opened = text.includes('<') ? this.names.open.exec(text)?.[0] : undefined;
    this.open = opened === undefined ? undefined : { element: this.element(opened), line };
    return before || this.open ? { before, after: this.open?.element } : noElements;
  }

  /** The open element, unless the line begins another one: its end stands in a line that says nothing. */
  private going(attributes: string): Element | undefined {
    const element = this.open?.element;
    const isNext = attributes.includes('<') || (element?.hasPath && pathAttribute.test(attributes));
    return isNext ? undefined : element;
  }

  private element(opened: string): Element {
    const element = { isImageKits: this.names.own.test(opened), hasPath: false };
    addAttributes(element, opened);
    return element;
  }
}

function addAttributes(element: Element, attributes: string): void {
  element.isImageKits ||= sdkAttribute.test(attributes);
  element.hasPath ||= pathAttribute.test(attributes);
}

/** How much of a tag is looked at around one of its attributes. */
const nearby = 400;

/** Whether what stands at `at` belongs to one of ImageKit's elements. */
export function isInElement(
  line: string,
  at: number,
  { before, after }: LineElements,
  { own }: ElementNames,
): boolean {
  const head = line.slice(Math.max(0, at - nearby), at);
  const start = head.lastIndexOf('<');
  if (start < 0) return at <= nearby && before?.isImageKits === true;
  const tag = head.slice(start);
  if (tagEnd.test(tag)) return false;
  const rest = line.slice(at, at + nearby);
  const end = tagEnd.exec(rest)?.index;
  if (own.test(tag) || sdkAttribute.test(tag + rest.slice(0, end))) return true;
  return end === undefined && rest.length < nearby && after?.isImageKits === true;
}
