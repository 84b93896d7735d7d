import path from 'node:path';

/** The checkout's own folder. */
export const root = path.resolve(__dirname, '../..');

/** What tests leave behind for people: logs, screenshots, bundles. Ignored by git. */
export const outFolder = path.join(root, 'out');

/** Where the VS Code of the tests is installed. Ignored by git. */
export const hostsFolder = path.join(root, '.vscode-test');
