import { resume } from '../../../core/run/resume';
import type { Command } from '../../app';
import { chosenRun } from '../../sources/chosenRun';
import { askToForget, askToForgetPublication, askToForgetPurge } from '../../deletion/askAboutRun';
import { purgeMoment, purgeParts } from '../../cdn/purgeText';
import { publicationMoment, publicationParts } from '../../run/publicationText';
import { runMoment, runParts } from '../../run/runText';
import { isPublicationNode } from '../../tree/publicationRow';
import { isPurgeNode } from '../../tree/purgeNode';

/** Removes a run or a purge from the history, after the question. */
export const deleteRunRecord: Command = {
  id: 'imagekitCleanup.deleteRunRecord',
  async run({ runs, purges, publications }, arg) {
    if (isPurgeNode(arg)) {
      const label = [purgeMoment(arg.entry, Date.now()), ...purgeParts(arg.entry)].join(' · ');
      if (await askToForgetPurge(label)) await purges.remove(arg.entry.header.purgeId);
      return;
    }
    if (isPublicationNode(arg)) {
      const { entry } = arg;
      const now = Date.now();
      const label = [publicationMoment(entry, now), ...publicationParts(entry)].join(' · ');
      const { publicationId, quarantine } = entry.header;
      const isWaiting = quarantine !== undefined && !entry.isUndone;
      if (await askToForgetPublication(label, isWaiting)) await publications.remove(publicationId);
      return;
    }
    const entry = await chosenRun({ runs }, arg, 'forget');
    if (!entry) return;
    const { run } = entry;
    const label = [runMoment(run, Date.now()), ...runParts(entry)].join(' · ');
    const rest = run.kind === 'unreadable' ? undefined : resume(await runs.records.read(run.runId));
    if (!(await askToForget(label, rest))) return;
    await runs.remove(run.runId, run.kind === 'unreadable' ? undefined : run.header.account);
  },
};
