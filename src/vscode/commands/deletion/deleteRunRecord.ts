import { resume } from '../../../core/run/resume';
import type { Command } from '../../app';
import { chosenRun } from '../../sources/chosenRun';
import { askToForget } from '../../deletion/askAboutRun';
import { runMoment, runParts } from '../../run/runText';

/** Removes a run from the history, after the question. */
export const deleteRunRecord: Command = {
  id: 'imagekitCleanup.deleteRunRecord',
  async run({ runs }, arg) {
    const entry = await chosenRun({ runs }, arg, 'forget');
    if (!entry) return;
    const { run } = entry;
    const label = [runMoment(run, Date.now()), ...runParts(entry)].join(' · ');
    const rest = run.kind === 'unreadable' ? undefined : resume(await runs.records.read(run.runId));
    if (!(await askToForget(label, rest))) return;
    await runs.remove(run.runId, run.kind === 'unreadable' ? undefined : run.header.account);
  },
};
