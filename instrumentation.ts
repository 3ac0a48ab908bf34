/** Runs once when a server instance starts. The work stands apart: this file is also built for Edge. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { requireEnv } = await import('@/lib/require-env')
  requireEnv()
  const { startTracing } = await import('@/lib/operations/tracing')
  await startTracing()
  const { startUploads } = await import('@/lib/upload/server/boot')
  startUploads()
  const { startOperations } = await import('@/lib/operations/boot')
  startOperations()
}
