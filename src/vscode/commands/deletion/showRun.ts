import { targetsOf } from '../../../core/journal/runTargets';
import type { Command } from '../../app';
import { chosenRun } from '../../sources/chosenRun';
import { showReport } from '../../run/runReport';

/** Opens the report of a run, as its record has it. */
export const showRun: Command = {
  id: 'imagekitCleanup.showRun',
  async run(app, arg) {
    const entry = await chosenRun(app, arg, 'show');
    if (!entry) return;
    const record = await app.runs.records.read(entry.run.runId);
    const { account, createdAt } = record.header;
    await showReport({
      account: account.name,
      startedAt: createdAt,
      targets: targetsOf(record),
    });
  },
};
