import type { Command } from '../../app';
import { drive } from '../../deletion/drive';

/** Deletes what is checked in the plan under review, after its number is typed. */
export const deleteChecked: Command = {
  id: 'imagekitCleanup.deleteChecked',
  run: (app) => drive(app, { kind: 'deleteReviewed' }),
};
