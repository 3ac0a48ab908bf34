import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** Runs our Keystone and Glance clients against the cloud that `CLOUD` names. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: undefined } },
  defineConfig({
    test: {
      include: ['lib/**/*.clients.ts'],
      globalSetup: './e2e/global-setup.ts',
      testTimeout: 30_000,
      fileParallelism: false,
    },
  }),
)
