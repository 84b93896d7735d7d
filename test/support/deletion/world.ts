import { confirmPlan, makePlan, type ConfirmedPlan } from '../../../src/core/plan/plan';
import type { Target } from '../../../src/core/target';
import { MemoryDisk } from './memoryJournal';
import type { Fault, Sent } from './modelClient';
import { ModelLibrary } from './modelLibrary';
import type { Scenario, Stranger } from './scenario';
import { Stepper } from './stepper';
import { fileTarget, folderTarget, versionTarget } from './targets';

/** The library of a scenario, with everything that can happen to it. */
export class World {
  readonly library = new ModelLibrary();
  readonly stepper = new Stepper();
  readonly sent: Sent[] = [];
  readonly illFormed = new Set<string>();
  /** Files that others removed. */
  readonly removed = new Set<string>();
  /** Files that nobody planned to delete. */
  readonly bystanders = new Set<string>();
  /** Versions of such files that nobody planned to delete either, with their files. */
  spared: (readonly [fileId: string, versionId: string])[] = [];
  /** Paths of files and folders that were never planned, gone or not. */
  readonly strange: string[] = [];
  readonly plan: ConfirmedPlan;
  readonly disk: MemoryDisk;
  /** Folders as they were planned: another one may take the path later. */
  readonly #folderIds = new Map<string, string>();
  readonly #faults: Fault[];
  #strangers: readonly Stranger[];
  #steps = 0;

  constructor(readonly scenario: Scenario) {
    this.#faults = [...scenario.faults];
    this.#strangers = scenario.strangers;
    const targets: Target[] = [];
    for (const [index, { folder, versions, doomed, illFormed }] of scenario.files.entries()) {
      const fileId = `file-${index}`;
      const older = Array.from({ length: versions }, (_, n) => `${fileId}-v${n}`);
      const path = `${folder === '/' ? '' : folder}/${index}.jpg`;
      const file = this.library.addFile(fileId, path, older);
      if (doomed === 'file') targets.push(fileTarget(file));
      else this.bystanders.add(fileId);
      if (doomed !== 'file') this.strange.push(path);
      if (typeof doomed === 'number') {
        for (const id of older.slice(0, doomed)) targets.push(versionTarget(file, id));
        for (const id of older.slice(doomed)) this.spared.push([fileId, id]);
      }
      if (illFormed && doomed === 'file') this.illFormed.add(fileId);
    }
    for (const path of scenario.folders) {
      this.library.addFolder(path);
      targets.push(folderTarget(path));
    }
    for (const [path, { folderId }] of this.library.folders) {
      this.#folderIds.set(path, folderId);
      if (!scenario.folders.some((each) => each === path)) this.strange.push(path);
    }
    const plan = makePlan({
      id: 'plan-1',
      accountId: 'account-1',
      createdAt: '2026-11-22T10:00:00.000Z',
      targets: targets.map((target) => ({ target, source: undefined, references: [] })),
      unresolved: [],
      guard: () => undefined,
    });
    this.plan = confirmPlan(plan, new Set(plan.targets.map(({ key }) => key)));
    this.disk = new MemoryDisk(this.plan.targets);
  }

  exists(target: Target): boolean {
    if (target.kind !== 'folder') return this.library.has(target);
    const { folderPath } = target;
    return this.library.folders.get(folderPath)?.folderId === this.#folderIds.get(folderPath);
  }

  /** Whether somebody else had a hand in what became of a target. */
  isTouched(target: Target): boolean {
    return target.kind !== 'folder' && this.removed.has(fileIdOf(target));
  }

  /** Notes a request, and says what happens to it. */
  answerTo(request: Omit<Sent, 'fault'>): Fault {
    const next = this.#faults.shift() ?? { kind: 'none' };
    // What is put into a folder after it was seen empty goes with it: ImageKit has no request that
    // would not do that, so a late one is left out here, as is a stranger in between.
    const isLateFolder = request.method === 'deleteFolder' && 'acted' in next;
    const fault =
      isLateFolder && next.acted === 'later' ? { ...next, acted: 'yes' as const } : next;
    this.sent.push({ ...request, fault });
    return fault;
  }

  /** Lets everything happen that still can. */
  async settle(): Promise<void> {
    while (!this.stepper.idle) await this.advance();
  }

  async advance(): Promise<void> {
    const due = this.#strangers.filter(({ at }) => at <= this.#steps);
    if (this.sent.at(-1)?.method !== 'list') {
      for (const { does } of due) this.#let(does);
      this.#strangers = this.#strangers.filter((each) => !due.includes(each));
    }
    const { order } = this.scenario;
    await this.stepper.advance(order[this.#steps % order.length] ?? 0);
    this.#steps += 1;
  }

  #let(does: Stranger['does']): void {
    if (does.kind === 'adds') {
      const fileId = `stranger-${this.bystanders.size}`;
      this.library.addFile(fileId, `${does.folder === '/' ? '' : does.folder}/${fileId}.jpg`);
      this.bystanders.add(fileId);
      this.strange.push(this.library.files.get(fileId)?.asset.filePath ?? '');
      return;
    }
    const fileId = `file-${does.file}`;
    this.removed.add(fileId);
    this.bystanders.delete(fileId);
    this.spared = this.spared.filter(([id]) => id !== fileId);
    this.library.removeFile(fileId);
  }
}

function fileIdOf(target: Exclude<Target, { kind: 'folder' }>): string {
  return target.kind === 'asset' ? target.asset.fileId : target.version.fileId;
}
