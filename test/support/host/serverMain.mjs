// VS Code's server, as a process of its own: serverMain.mjs <options as JSON>. Tells its parent the port, and ends with it. VS Code's own start script is not used because it
// has no /mint-key: without that route the workbench can't seal its secrets, and a reload of the
// page forgets them.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { vsCode, dataFolder, port, runsTests, logDebug, asksForTrust } = JSON.parse(process.argv[2]);

/** Half of the key that seals the secrets in the browser; it lives as long as the data folder. */
function sealingKey() {
  const file = path.join(dataFolder, 'sealing-key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}

// Tells server-main.js that it is a library here, and that it must not start by itself.
process.env.CODE_SERVER_PARENT_PID = String(process.pid);
const { loadCodeWithNls } = await import(
  pathToFileURL(path.join(vsCode, 'out/server-main.js')).href
);
const { createServer } = await loadCodeWithNls();
const vsCodeServer = await createServer(null, {
  _: [],
  host: '127.0.0.1',
  'server-data-dir': dataFolder,
  'without-connection-token': true,
  'accept-server-license-terms': true,
  // With it a page may name a test suite, but shows no notifications.
  'enable-smoke-test-driver': runsTests,
  ...(logDebug ? { log: ['debug'] } : {}),
  'disable-telemetry': true,
  'disable-workspace-trust': !asksForTrust,
});

const server = http.createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/mint-key') response.end(sealingKey());
  else vsCodeServer.handleRequest(request, response);
});
server.on('upgrade', (request, socket) => vsCodeServer.handleUpgrade(request, socket));
server.listen(port, '127.0.0.1', () => process.send({ port: server.address().port }));

process.on('SIGTERM', () => process.exit(0));
// The parent is gone: the whole group goes, extension hosts included.
process.on('disconnect', () => {
  if (process.platform === 'win32') process.exit(0);
  process.kill(-process.pid, 'SIGKILL');
});
