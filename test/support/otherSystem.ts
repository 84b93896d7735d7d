import fs from 'node:fs/promises';

type Disk = typeof fs;
type Operation = 'open' | 'readFile' | 'readdir' | 'rename' | 'rm' | 'writeFile';

/** What another system says, as Node tells it. */
export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: said by the stub`), { code });
}

/** A machine that is not this one, for each test of the suite that this is called in. */
export function useOtherSystem() {
  const restores: (() => void)[] = [];
  teardown(() => {
    for (const restore of restores.splice(0).reverse()) restore();
  });

  return {
    /** Code that asks for the system hears this one. */
    is(platform: NodeJS.Platform): void {
      const own = Object.getOwnPropertyDescriptor(process, 'platform');
      if (!own) throw new Error('process.platform is not as it was');
      restores.push(() => Object.defineProperty(process, 'platform', own));
      Object.defineProperty(process, 'platform', { ...own, value: platform });
    },

    /** What goes through this operation fails whenever `codeOf` names an error for its first path. */
    fails(operation: Operation, codeOf: (file: string) => string | undefined): void {
      const own: unknown = fs[operation];
      const work = own as (...args: unknown[]) => Promise<unknown>;
      restores.push(() => Object.assign(fs, { [operation]: own }));
      const shaky = (...args: unknown[]): Promise<unknown> => {
        const code = codeOf(String(args[0]));
        return code === undefined ? work(...args) : Promise.reject(systemError(code));
      };
      Object.assign(fs, { [operation]: shaky } as Partial<Disk>);
    },

    /** An environment variable of this process. */
    has(name: string, value: string): void {
      const own = process.env[name];
      restores.push(() => {
        if (own === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = own;
      });
      process.env[name] = value;
    },
  };
}

/** Names these errors one after the other, and then none. */
export function inTurn(...codes: readonly string[]): () => string | undefined {
  const left = [...codes];
  return () => left.shift();
}
