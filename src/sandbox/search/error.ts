/** A query that ImageKit would refuse. The message is ready to be the `message` of a 400 body. */
export class SearchSyntaxError extends Error {
  constructor(reason: string) {
    super(`Invalid search query - ${reason}`);
    this.name = 'SearchSyntaxError';
  }
}

/** A piece of the query for an error message: in quotes, escaped and never long. */
export function shown(text: string): string {
  return JSON.stringify(cut(text));
}

/** Keeps a text that a stranger sent from filling an error message. */
export function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
