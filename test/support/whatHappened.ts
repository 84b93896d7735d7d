import type { SandboxControl } from './sandboxControl';

/** Paths of the files that the sandbox has now. */
export async function filePaths(sandbox: SandboxControl): Promise<readonly string[]> {
  const { library } = await sandbox.state();
  return library.map(({ filePath }) => filePath);
}

/** The requests that changed something, in their order: `DELETE /v1/files/…`. */
export async function writes(sandbox: SandboxControl): Promise<readonly string[]> {
  const requests = await sandbox.requests();
  return requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);
}

/** The same, each with the status it was answered with: `DELETE /v1/files/… 204`. */
export async function answeredWrites(sandbox: SandboxControl): Promise<readonly string[]> {
  const requests = await sandbox.requests();
  return requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, status }) => `${method} ${path} ${String(status)}`);
}

/** How often a folder was listed. */
export async function listings(sandbox: SandboxControl): Promise<number> {
  const requests = await sandbox.requests();
  return requests.filter(({ route }) => route === 'listAssets').length;
}
