import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['server/test/**/*.test.ts', 'scripts/test/**/*.test.ts'],
          exclude: ['server/test/end-to-end/**', 'server/test/full/**'],
          globalSetup: 'server/test/support/shared-postgres.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'end-to-end',
          include: ['server/test/end-to-end/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'full',
          include: ['server/test/full/**/*.test.ts'],
          globalSetup: 'server/test/support/shared-postgres.ts',
          testTimeout: 300_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
