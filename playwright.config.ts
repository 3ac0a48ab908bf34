import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { target } from './e2e/target'

const chromium = '/usr/bin/chromium'

/**
 * Projects: `contract` speaks HTTP with a cloud, `journeys` drives the dashboard in Chromium on that
 * cloud, `faults` breaks things on purpose. `CLOUD=real|local` chooses the cloud.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: `test-results/${target.name}`,
  forbidOnly: !!process.env.CI,
  workers: 2,
  fullyParallel: false,
  // A second try on the shared machines of CI only; what needed it is named at the end of the run.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: `test-results/${target.name}.json` }]],
  globalSetup: './e2e/global-setup.ts',
  use: {
    baseURL: process.env.VITRINE_URL ?? 'http://127.0.0.1:3100',
    browserName: 'chromium',
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'contract', testMatch: 'contract/**/*.spec.ts' },
    { name: 'journeys', testMatch: 'journeys/**/*.spec.ts' },
    { name: 'faults', testMatch: 'faults/**/*.spec.ts', timeout: 240_000, workers: 1 },
  ],
})
