import { defineConfig } from '@playwright/test'
import { findBrowser } from '../scripts/lib/browser.mjs'

const executablePath = findBrowser()

/** `studio`: the whole program in a real browser, against the built shell. `electron`: its window, where it can open. */
export default defineConfig({
  outputDir: '../test-results',
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // On a shared machine a browser may stall for seconds. What passes only the second time is counted and said.
  retries: process.env.CI ? 2 : 0,
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
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
