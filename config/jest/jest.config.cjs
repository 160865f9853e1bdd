const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  rootDir: '../..',
  roots: ['<rootDir>/force-app'],
  // .ts first: the emitted .js beside it is never what Jest reads.
  moduleFileExtensions: ['ts', 'js', 'html'],
  setupFiles: ['jest-canvas-mock'],
  setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/config/jest/setup.cjs'],
};
