import { ImageKitClient } from '../../src/api/client';
import { ApiError } from '../../src/api/errors';

/** Makes each kind of call once to the host it is given; prints how they failed, and the memory. */
async function askAll(apiHost: string): Promise<void> {
  const client = new ImageKitClient({ privateKey: 'private_k', apiHost });
  const calls = [
    () => client.list({}),
    () => client.list({ limit: 1 }),
    () => client.getAsset('f'),
    () => client.listVersions('f'),
    () => client.getVersion('f', 'v'),
    () => client.deleteFile('f'),
    () => client.deleteFiles(['f']),
    () => client.deleteFolder('/f'),
  ];
  const before = process.resourceUsage().maxRSS;
  const kinds: string[] = [];
  for (const call of calls) {
    try {
      await call();
      kinds.push('answered');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      kinds.push(error.failure.kind);
    }
  }
  const grownMB = Math.round((process.resourceUsage().maxRSS - before) / 1024);
  console.log(JSON.stringify({ kinds, grownMB }));
}

void askAll(process.argv[2] ?? '');
