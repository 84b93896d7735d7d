import type { RunPlace } from './recordedRun';
import { recordedQuarantine } from './recordedQuarantine';

/** A process that quarantines what its argument says, as far as it is let; a dot for each moment of it. */
async function main(): Promise<void> {
  const place = JSON.parse(process.argv[2] ?? '') as RunPlace;
  await recordedQuarantine(place, () => void process.stdout.write('.'));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
