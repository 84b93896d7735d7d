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
  of('addAccount', async () => (await import('./addAccount')).addAccount),
  of('switchAccount', async () => (await import('./switchAccount')).switchAccount),
  of('removeAccount', async () => (await import('./removeAccount')).removeAccount),
  of('updateKey', async () => (await import('./updateKey')).updateKey),
  of('markProduction', async () => (await import('./markProduction')).markProduction),
  of('unmarkProduction', async () => (await import('./unmarkProduction')).unmarkProduction),
  of('openSandboxAccount', async () => (await import('./openSandboxAccount')).openSandboxAccount),
  of('deleteFile', async () => (await import('./deleteFile')).deleteFile),
  of('deleteFileVersion', async () => (await import('./deleteFileVersion')).deleteFileVersion),
  of('deleteFiles', async () => (await import('./deleteFiles')).deleteFiles),
  of('deleteFileAtCursor', async () => (await import('./deleteFileAtCursor')).deleteFileAtCursor),
  of(
    'deleteVersionAtCursor',
    async () => (await import('./deleteVersionAtCursor')).deleteVersionAtCursor,
  ),
  of('copyFileIdAtCursor', async () => (await import('./copyFileIdAtCursor')).copyFileIdAtCursor),
  of('revealInLibrary', async () => (await import('./revealInLibrary')).revealInLibrary),
  of('copyFileId', async () => (await import('./copyFileId')).copyFileId),
  of('copyUrl', async () => (await import('./copyUrl')).copyUrl),
  of('openInBrowser', async () => (await import('./openInBrowser')).openInBrowser),
  of('refreshLibrary', async () => (await import('./refreshLibrary')).refreshLibrary),
  of('loadMore', async () => (await import('./loadMore')).loadMore),
  of('deleteChecked', async () => (await import('./deleteChecked')).deleteChecked),
  of('exportPlan', async () => (await import('./exportPlan')).exportPlan),
  of('importPlan', async () => (await import('./importPlan')).importPlan),
  of('discardPlan', async () => (await import('./discardPlan')).discardPlan),
  of('togglePlanRow', async () => (await import('./togglePlanRow')).togglePlanRow),
  of('deleteSelected', async () => (await import('./deleteSelected')).deleteSelected),
  of('scanReferences', async () => (await import('./scanReferences')).scanReferences),
  of(
    'showReferencesByFile',
    async () => (await import('./showReferencesByFile')).showReferencesByFile,
  ),
  of(
    'showReferencesByAsset',
    async () => (await import('./showReferencesByAsset')).showReferencesByAsset,
  ),
  of('filterReferences', async () => (await import('./filterReferences')).filterReferences),
  of(
    'clearReferencesFilter',
    async () => (await import('./clearReferencesFilter')).clearReferencesFilter,
  ),
  of('copyReference', async () => (await import('./copyReference')).copyReference),
  of('revealReferenced', async () => (await import('./revealReferenced')).revealReferenced),
  of('deleteReferenced', async () => (await import('./deleteReferenced')).deleteReferenced),
  of(
    'showAssetReferences',
    async () => (await import('./showAssetReferences')).showAssetReferences,
  ),
  of('findInLibrary', async () => (await import('./findInLibrary')).findInLibrary),
  of('replaceReference', async () => (await import('./replaceReference')).replaceReference),
  of('ignoreReference', async () => (await import('./ignoreReference')).ignoreReference),
  of(
    'ignoreReferencesInFile',
    async () => (await import('./ignoreReferencesInFile')).ignoreReferencesInFile,
  ),
  of('resumeRun', async () => (await import('./resumeRun')).resumeRun),
  of('retryFailed', async () => (await import('./retryFailed')).retryFailed),
  of('closeRun', async () => (await import('./closeRun')).closeRun),
  of('showRun', async () => (await import('./showRun')).showRun),
  of('exportReport', async () => (await import('./exportReport')).exportReport),
  of('showRunFile', async () => (await import('./showRunFile')).showRunFile),
  of('deleteRunRecord', async () => (await import('./deleteRunRecord')).deleteRunRecord),
  of('showLog', async () => (await import('./showLog')).showLog),
];
