import { defineConfig } from 'vitest/config';

// Tests import the sources; only the command-line and browser tests need `dist`, which `pretest` builds.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
