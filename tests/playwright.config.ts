import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { findBrowser } from '../scripts/lib/browser.mjs'

const executablePath = findBrowser()

/** `studio`: the whole program in a real browser, against the built shell. `electron`: its window, where it can open. */
export default defineConfig({
  outputDir: '../test-results',
  fullyParallel: false,
  // Each test has a shell, a data folder and a port of its own; each worker a browser. Files are what workers share out.
  workers: Math.min(2, availableParallelism()),
  // What is waited for comes when it comes: limits are there to end what never does, on the busiest of machines.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  forbidOnly: Boolean(process.env.CI),
  // On a shared machine a browser may stall for seconds. What passes only the second time is counted and said.
  retries: process.env.CI ? 2 : 0,
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 120_000,
    // Recording takes a quarter of a test's time; where failures are tried again, the second try is recorded.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'studio', testDir: 'e2e' },
    { name: 'electron', testDir: 'electron', testMatch: '*.spec.ts' },
  ],
})
