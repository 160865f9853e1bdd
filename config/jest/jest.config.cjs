const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  rootDir: '../..',
  roots: ['<rootDir>/force-app'],
  // Helpers may stand beside the tests.
  testMatch: ['**/__tests__/**/*.test.ts'],
  // .ts first: the emitted .js beside it is never what Jest reads. A bundle may be styles alone.
  moduleFileExtensions: ['ts', 'js', 'html', 'css'],
  // The package's own stub leaves `gql` empty, so that a test could not tell one query from another.
  moduleNameMapper: { '^(lightning/graphql|takt/test-wires)$': '<rootDir>/config/jest/graphql.cjs' },
  setupFiles: ['jest-canvas-mock'],
  setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/config/jest/setup.cjs'],
};
