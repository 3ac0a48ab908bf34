// @ts-check
import createNextIntlPlugin from 'next-intl/plugin'
import { compressStatic } from './scripts/compress-static.mjs'

const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: { createMessagesDeclaration: [] },
})

// Scripts and styles have a Brotli copy for browsers that take it: all of them over HTTPS.
const takesBrotli = /** @type {const} */ ([
  { type: 'header', key: 'accept-encoding', value: '.*\\bbr\\b.*' },
])
const chunk = '/_next/static/chunks/:file([^/]+\\.(?:js|css))'

/** @type {import('next').NextConfig} */
const config = {
  // Several builds can stand side by side, for instance the tests' beside a developer's.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // scripts/bundle.mjs asks for a bundle that runs without node_modules.
  ...(process.env.NEXT_OUTPUT === 'standalone' ? { output: 'standalone' } : {}),
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: [
    'ioredis',
    'pino',
    'prom-client',
    'undici',
    '@opentelemetry/sdk-trace',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/context-async-hooks',
  ],
  turbopack: {
    resolveAlias: {
      // Messages come parsed (lib/i18n/messages/compiled.ts): the formatter without the parser.
      'use-intl/format-message':
        './node_modules/use-intl/dist/esm/production/format-message/format-only.js',
    },
  },
  experimental: {
    turbopackChunking: {
      // Few files for the page that most visits begin with; the others share what they can.
      priorityRoutes: [/\/images$/, /\/login$/],
      priorityBoost: 4,
      minChunkSize: 200_000,
      maxChunkCountPerGroup: 2,
      maxMergeChunkSize: 2_000_000,
    },
  },
  compiler: { runAfterProductionCompile: ({ distDir }) => compressStatic(distDir) },
  rewrites: async () => ({
    beforeFiles: [
      { source: chunk, has: [...takesBrotli], destination: '/_next/static/chunks/:file.br' },
    ],
  }),
  headers: async () => [
    { source: chunk, headers: [{ key: 'Vary', value: 'Accept-Encoding' }] },
    ...[
      ['js', 'application/javascript; charset=UTF-8'],
      ['css', 'text/css; charset=UTF-8'],
    ].map(([ending = '', type = '']) => ({
      source: chunk.replace('(?:js|css)', ending),
      has: [...takesBrotli],
      headers: [
        { key: 'Content-Encoding', value: 'br' },
        { key: 'Content-Type', value: type },
      ],
    })),
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'X-Frame-Options', value: 'DENY' },
        {
          key: 'Permissions-Policy',
          value:
            'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), display-capture=(), browsing-topics=()',
        },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
        { key: 'X-Permitted-Cross-Domain-Policies', value: 'none' },
      ],
    },
    // What the API answers is never a page: should a browser open it as one, it may do nothing.
    {
      source: '/api/:path*',
      headers: [
        {
          key: 'Content-Security-Policy',
          value: "default-src 'none'; frame-ancestors 'none'; sandbox",
        },
        { key: 'Cache-Control', value: 'private, no-store' },
      ],
    },
  ],
}

export default withNextIntl(config)
