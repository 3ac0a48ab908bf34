import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { changeAnswer, cutAnswer } from './fault-answer'
import { type FaultBoard, type FaultService, faultSettingsSchema, proxyErrorPage } from './faults'
import { GlanceError, KeystoneError } from './wire-errors'

/**
 * Lets a request meet the rule that was set for it.
 * Answers true when the request is over: answered with an error, or its connection closed.
 */
export async function sufferFault(
  board: FaultBoard,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = request.url ?? '/'
  const service: FaultService = url.startsWith('/identity') ? 'identity' : 'image'
  const rule = board.meet(service, request.method ?? 'GET', url)
  if (!rule) return false
  if (rule.delayMs) await sleep(rule.delayMs)
  if (rule.drop) {
    request.destroy()
    return true
  }
  if (rule.retryAfter !== undefined) response.setHeader('Retry-After', String(rule.retryAfter))
  if (rule.text !== undefined) {
    const length = Buffer.byteLength(rule.text)
    const headers = { 'Content-Type': 'application/json', 'Content-Length': length }
    response.writeHead(rule.status ?? 200, headers)
    response.end(rule.text)
    request.resume()
    return true
  }
  if (rule.status) {
    sendError(service, rule.status, rule.html ?? false, request, response)
    return true
  }
  if (rule.dropAtBytes !== undefined) cutBody(request, rule.dropAtBytes)
  if (rule.change) changeAnswer(response, rule.change)
  if (rule.dropAnswerAtBytes !== undefined) cutAnswer(response, rule.dropAnswerAtBytes)
  return false
}

function sendError(
  service: FaultService,
  status: number,
  isHtmlPage: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const sentence = 'This fault was asked for.'
  let body = proxyErrorPage(status)
  let type = 'text/html'
  if (!isHtmlPage && service === 'identity') {
    body = new KeystoneError(status, sentence).body()
    type = 'application/json'
  } else if (!isHtmlPage) {
    const rendered = new GlanceError(status, sentence).render(request.headers.accept)
    body = rendered.body
    type = rendered.contentType
  }
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  response.end(request.method === 'HEAD' ? undefined : body)
  request.resume()
}

/** Closes the connection once `limit` bytes of the request body have come in. */
function cutBody(request: IncomingMessage, limit: number): void {
  const emit = request.emit.bind(request)
  let seen = 0
  // A data listener would start the stream before the handler reads it; watching emit does not.
  request.emit = (event: string | symbol, ...args: unknown[]) => {
    const chunk = args[0]
    if (event === 'data' && Buffer.isBuffer(chunk)) {
      seen += chunk.length
      if (seen > limit) {
        request.destroy()
        return false
      }
    }
    return emit(event, ...args)
  }
}

/** GET, PUT and DELETE /faults: for people and tests on this machine only. */
export async function answerFaultSettings(
  board: FaultBoard,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(`${JSON.stringify(body)}\n`)
  }
  if (!/^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '')) {
    return send(403, { message: 'Faults can be set from this machine only.' })
  }
  if (request.method === 'DELETE') board.set({ rules: [], gone: {} })
  if (request.method === 'PUT') {
    try {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const settings = faultSettingsSchema.parse(JSON.parse(Buffer.concat(parts).toString('utf8')))
      for (const rule of settings.rules) if (rule.path) new RegExp(rule.path)
      board.set(settings)
    } catch (error) {
      const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
      return send(400, { message })
    }
  }
  return send(200, board.settings())
}
