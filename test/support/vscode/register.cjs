// Lets unit tests load files that import 'vscode': there is no such module outside an editor.
const { registerHooks } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const url = pathToFileURL(path.join(__dirname, 'stub.ts')).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});
