'use client'

import './globals.css'

/** The last net, below language and theme: it must not depend on anything that may have broken. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-prose p-8">
          <h1 className="text-lg font-semibold">This page broke · 页面出错</h1>
          <p className="my-4">
            Something in the dashboard itself went wrong. Your images are not affected.
            控制台自身发生错误,您的镜像不受影响。
          </p>
          <button type="button" className="underline" onClick={reset}>
            Try again · 重试
          </button>
        </main>
      </body>
    </html>
  )
}
