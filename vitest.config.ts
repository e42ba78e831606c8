import { defineConfig } from 'vitest/config';

// Tests import the sources; only the command-line, worker and browser tests need `dist`, which `pretest` builds.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // All cores: the runner leaves one free, which of two is half of the time.
    maxWorkers: '100%',
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: 'build/test-results.json' }]] : ['default'],
  },
});
