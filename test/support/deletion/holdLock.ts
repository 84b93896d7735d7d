import { takeRunLock } from '../../../src/io/journal/runLock';

/** Takes the lock of an account (folder and id are the arguments), says so, and stays. */
async function main(): Promise<void> {
  const [folder = '', accountId = ''] = process.argv.slice(2);
  const attempt = await takeRunLock(folder, accountId);
  console.log(attempt.kind);
  process.stdin.resume();
}

void main();
