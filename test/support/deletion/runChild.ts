import { recordedRun, type RunPlace } from './recordedRun';

/** A process that deletes what its argument says, as far as it is let; a dot for each moment of it. */
async function main(): Promise<void> {
  const place = JSON.parse(process.argv[2] ?? '') as RunPlace;
  await recordedRun(place, () => void process.stdout.write('.'));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
