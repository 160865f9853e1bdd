import lwc from '@salesforce/eslint-config-lwc/recommended.js';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const noClock = 'Time is an argument here: take the date from the caller.';
const noChance = 'Chance is an argument here: take a seeded generator from the caller.';

export default defineConfig([
  {
    ignores: [
      'build/**',
      '.takt/**',
      'coverage/**',
      'force-app/**/lwc/**/*.js',
      'force-app/main/quota/lwc/quotaImportRules/*.ts',
      'force-app/**/staticresources/**',
      'server/local-org/shell/browser/**/*.js',
      'scripts/test/samples/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.cjs'], languageOptions: { globals: globals.node } },
  {
    files: ['server/**/*.ts', 'scripts/**/*.ts', '*.config.ts', 'force-app/**/*.ts', 'types/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['server/src/domain/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: noClock },
        { object: 'Math', property: 'random', message: noChance },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: noClock },
        { selector: "CallExpression[callee.object.name='Temporal'][callee.property.name='Now']", message: noClock },
      ],
    },
  },
  { files: ['server/test/**/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['force-app/main/*/lwc/**/*.ts'],
    extends: [lwc],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      // TypeScript's own rules and Prettier stand in for these.
      'no-unused-vars': 'off',
      'dot-notation': 'off',
      'no-confusing-arrow': 'off',
      'no-void': ['error', { allowAsStatement: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'PropertyDefinition > PrivateIdentifier',
          message: 'LWC does not watch #private fields; write `private _name`.',
        },
      ],
    },
  },
  {
    files: ['force-app/main/*/lwc/**/__tests__/*.ts'],
    languageOptions: { globals: globals.jest },
    rules: { '@lwc/lwc/no-async-operation': 'off', 'max-lines': 'off' },
  },
]);
