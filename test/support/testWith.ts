/** What a test needs and Windows or macOS, as most people have them, lack. */
export type Needed =
  | 'symbolic links'
  | 'pipes'
  | 'programs that begin with #!'
  | 'file modes'
  | 'names with line breaks'
  | 'names that differ by case alone';

/** Whether this system has it. */
export function has(needed: Needed, platform: string = process.platform): boolean {
  switch (needed) {
    case 'symbolic links':
    case 'pipes':
    case 'programs that begin with #!':
    case 'file modes':
    case 'names with line breaks':
      return platform !== 'win32';
    case 'names that differ by case alone':
      return platform !== 'win32' && platform !== 'darwin';
  }
}

/** A test that is left out, and said to be, where the system lacks what it needs. */
export function testWith(needed: Needed, title: string, work: () => Promise<void> | void): void {
  if (has(needed)) test(title, work);
  else console.log(`left out, since ${process.platform} has no ${needed}: ${title}`);
}
