import { defineConfig } from 'vitest/config'

const everywhere = '{electron,renderer,scripts,tests/electron}/**'

/**
 * `unit` runs from the sources alone. `process` starts the built engine and shells, so it builds first: give
 * a test that name, `x.process.test.ts`, when it needs `out/`.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    // What is waited for comes when it comes: limits are there to end what never does, on the busiest of machines.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${everywhere}/*.test.{ts,tsx}`],
          exclude: ['**/*.process.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: [`${everywhere}/*.process.test.ts`],
          globalSetup: 'scripts/build.mjs',
        },
      },
    ],
  },
})
