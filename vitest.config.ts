import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'lib/**/*.test.ts',
      'lib/**/*.test.tsx',
      'components/**/*.test.ts',
      'components/**/*.test.tsx',
      'e2e/bench/**/*.test.ts',
    ],
    environment: 'node',
    // What the dashboard asks for before it starts; nothing listens there.
    env: {
      KEYSTONE_URL: 'http://127.0.0.1:5000/v3',
      NEXTAUTH_URL: 'http://127.0.0.1:3000',
      NEXTAUTH_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
    },
  },
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, ''),
      // `server-only` throws outside a React server bundle by design; unit tests run in plain Node.
      'server-only': fileURLToPath(new URL('./lib/server-only-stub.ts', import.meta.url)),
    },
  },
})
