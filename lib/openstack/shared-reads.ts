import 'server-only'
import { createHash } from 'node:crypto'
import { appError } from '@/lib/errors'

type Flight = { result: Promise<unknown>; waiters: number; abort: () => void; token: string }

const store = globalThis as { __vitrineFlights?: Map<string, Flight> }

function flights(): Map<string, Flight> {
  store.__vitrineFlights ??= new Map()
  return store.__vitrineFlights
}

/**
 * Lets identical reads that are in flight share one call: fifty tabs that poll the same list cost
 * Glance one. Only the same token shares, so nobody is answered with what another may see.
 *
 * @param read.token Who asks. @param read.what The rest of what makes two reads identical.
 * @param read.signal Ends this caller's waiting; the call itself ends when nobody waits any more.
 * @param call Makes the call; its signal fires when the last caller has gone.
 * @throws AppError `aborted` when `signal` fires, else what `call` throws.
 */
export function shareRead<T>(
  read: { token: string; what: string; signal?: AbortSignal | undefined },
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (read.signal?.aborted) return Promise.reject(appError('aborted'))
  const key = createHash('sha256').update(`${read.token}\n${read.what}`).digest('base64')
  const flight = flights().get(key) ?? takeOff(key, read.token, call)
  flight.waiters++
  return leaveWith(flight, read.signal) as Promise<T>
}

/** A write makes earlier answers old: whoever reads after it must not join a read from before it. */
export function endSharing(token: string): void {
  for (const [key, flight] of flights()) if (flight.token === token) flights().delete(key)
}

function takeOff(
  key: string,
  token: string,
  call: (signal: AbortSignal) => Promise<unknown>,
): Flight {
  const control = new AbortController()
  const flight: Flight = {
    result: call(control.signal).finally(() => {
      if (flights().get(key) === flight) flights().delete(key)
    }),
    waiters: 0,
    abort: () => {
      if (flights().get(key) === flight) flights().delete(key)
      control.abort()
    },
    token,
  }
  flight.result.catch(() => undefined)
  flights().set(key, flight)
  return flight
}

function leaveWith(flight: Flight, signal: AbortSignal | undefined): Promise<unknown> {
  if (!signal) return flight.result
  return new Promise((resolve, reject) => {
    const leave = () => {
      flight.waiters--
      if (flight.waiters === 0) flight.abort()
      reject(appError('aborted'))
    }
    signal.addEventListener('abort', leave, { once: true })
    const settled = () => signal.removeEventListener('abort', leave)
    flight.result.then(resolve, reject).finally(settled)
  })
}
