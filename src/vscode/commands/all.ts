import type { Command } from '../app';

/** A command whose code is loaded by its first use, so that none of them weighs on activation. */
export interface ListedCommand {
  readonly id: Command['id'];
  readonly load: () => Promise<Command>;
}

const of = (name: string, load: () => Promise<Command>): ListedCommand => ({
  id: `imagekitCleanup.${name}`,
  load,
});

/** Every command that package.json contributes. */
export const commands: readonly ListedCommand[] = [
  of('addAccount', async () => (await import('../allCommands')).addAccount),
  of('switchAccount', async () => (await import('../allCommands')).switchAccount),
  of('removeAccount', async () => (await import('../allCommands')).removeAccount),
  of('updateKey', async () => (await import('../allCommands')).updateKey),
  of('markProduction', async () => (await import('../allCommands')).markProduction),
  of('unmarkProduction', async () => (await import('../allCommands')).unmarkProduction),
  of('openSandboxAccount', async () => (await import('../allCommands')).openSandboxAccount),
  of('deleteFile', async () => (await import('../allCommands')).deleteFile),
  of('deleteFileVersion', async () => (await import('../allCommands')).deleteFileVersion),
  of('deleteFiles', async () => (await import('../allCommands')).deleteFiles),
  of('deleteFileAtCursor', async () => (await import('../allCommands')).deleteFileAtCursor),
  of('deleteVersionAtCursor', async () => (await import('../allCommands')).deleteVersionAtCursor),
  of('copyFileIdAtCursor', async () => (await import('../allCommands')).copyFileIdAtCursor),
  of('revealInLibrary', async () => (await import('../allCommands')).revealInLibrary),
  of('copyFileId', async () => (await import('../allCommands')).copyFileId),
  of('copyUrl', async () => (await import('../allCommands')).copyUrl),
  of('openInBrowser', async () => (await import('../allCommands')).openInBrowser),
  of('refreshLibrary', async () => (await import('../allCommands')).refreshLibrary),
  of('loadMore', async () => (await import('../allCommands')).loadMore),
  of('deleteChecked', async () => (await import('../allCommands')).deleteChecked),
  of('exportPlan', async () => (await import('../allCommands')).exportPlan),
  of('importPlan', async () => (await import('../allCommands')).importPlan),
  of('discardPlan', async () => (await import('../allCommands')).discardPlan),
  of('togglePlanRow', async () => (await import('../allCommands')).togglePlanRow),
  of('explainReadOnly', async () => (await import('../allCommands')).explainReadOnly),
  of('deleteSelected', async () => (await import('../allCommands')).deleteSelected),
  of('scanReferences', async () => (await import('../allCommands')).scanReferences),
  of('showReferencesByFile', async () => (await import('../allCommands')).showReferencesByFile),
  of('showReferencesByAsset', async () => (await import('../allCommands')).showReferencesByAsset),
  of('filterReferences', async () => (await import('../allCommands')).filterReferences),
  of('clearReferencesFilter', async () => (await import('../allCommands')).clearReferencesFilter),
  of('goToReference', async () => (await import('../allCommands')).goToReference),
  of('copyReference', async () => (await import('../allCommands')).copyReference),
  of('revealReferenced', async () => (await import('../allCommands')).revealReferenced),
  of('deleteReferenced', async () => (await import('../allCommands')).deleteReferenced),
  of('showAssetReferences', async () => (await import('../allCommands')).showAssetReferences),
  of('findInLibrary', async () => (await import('../allCommands')).findInLibrary),
  of('replaceReference', async () => (await import('../allCommands')).replaceReference),
  of('ignoreReference', async () => (await import('../allCommands')).ignoreReference),
  of('ignoreReferencesInFile', async () => (await import('../allCommands')).ignoreReferencesInFile),
  of('resumeRun', async () => (await import('../allCommands')).resumeRun),
  of('retryFailed', async () => (await import('../allCommands')).retryFailed),
  of('closeRun', async () => (await import('../allCommands')).closeRun),
  of('showRun', async () => (await import('../allCommands')).showRun),
  of('exportReport', async () => (await import('../allCommands')).exportReport),
  of('showRunFile', async () => (await import('../allCommands')).showRunFile),
  of('deleteRunRecord', async () => (await import('../allCommands')).deleteRunRecord),
  of('restoreFromBackup', async () => (await import('../allCommands')).restoreFromBackup),
  of('verifyBackup', async () => (await import('../allCommands')).verifyBackup),
  of('showBackupFolder', async () => (await import('../allCommands')).showBackupFolder),
  of('showLog', async () => (await import('../allCommands')).showLog),
];
