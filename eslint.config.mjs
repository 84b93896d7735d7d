import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** A VS Code call with one home: anywhere else it is refused, with the name of the home. */
const onlyIn = (selector, home) => ({ selector, message: `Only ${home} may do this.` });

const homes = [
  {
    home: 'src/vscode/settings/settings.ts',
    rule: onlyIn(
      "MemberExpression[property.name='getConfiguration']",
      'src/vscode/settings/settings.ts',
    ),
  },
  {
    home: 'src/vscode/settings/contextKeys.ts',
    rule: onlyIn("Literal[value='setContext']", 'src/vscode/settings/contextKeys.ts'),
  },
  {
    home: 'src/vscode/commands/registerCommands.ts',
    rule: onlyIn(
      "MemberExpression[property.name='registerCommand']",
      'src/vscode/commands/registerCommands.ts',
    ),
  },
  {
    home: 'src/vscode/ui/commandId.ts',
    rule: onlyIn(
      "CallExpression[callee.property.name='executeCommand']:matches([arguments.0.value=/^imagekitCleanup\\.\\w+$/], [arguments.0.quasis.0.value.raw=/^imagekitCleanup\\.$/])",
      'runByName in src/vscode/ui/commandId.ts',
    ),
  },
];

/** VS Code draws `$(name)` in these as icons: what comes from elsewhere has to read as it is. */
const plainRows = [
  "CallExpression[callee.property.name='showQuickPick']:not([arguments.0.arguments.0.name='plainRow'])",
  "AssignmentExpression[left.property.name='items']:not([right.arguments.0.name='plainRow'])",
].map((selector) => ({ selector, message: 'Rows of a quick pick go through `.map(plainRow)`.' }));

const rules = [...homes.map(({ rule }) => rule), ...plainRows];

export default defineConfig(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/', 'test/fixtures/', 'findings/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...homes.map(({ rule }) => rule)] },
  },
  {
    files: ['src/vscode/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...rules] },
  },
  ...homes.map(({ home, rule }) => ({
    files: [home],
    rules: { 'no-restricted-syntax': ['error', ...rules.filter((each) => each !== rule)] },
  })),
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [] }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        require: 'readonly',
        module: 'readonly',
        __dirname: 'readonly',
        setInterval: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
