import { readiness } from '@/lib/operations/readiness'

/** Whether this process can do its work: 200 or 503, with a reason for each thing it depends on. */
export async function GET(): Promise<Response> {
  const answer = await readiness()
  return Response.json(answer, {
    status: answer.status === 'ready' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
