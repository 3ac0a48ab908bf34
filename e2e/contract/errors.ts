import { expect } from '@playwright/test'
import type { Answer } from './http'

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Request Range Not Satisfiable',
}

/** Keystone's refusals: JSON with code, title and a sentence, and the id of the request. */
export function expectKeystoneError(
  answer: Answer,
  status: number,
  message: string | RegExp,
): void {
  expect(answer.status, answer.text).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(answer.headers.get('x-openstack-request-id')).toMatch(requestId)
  const { error } = answer.json<{ error: { code: number; title: string; message: string } }>()
  expect(error.code).toBe(status)
  expect(error.title).toBe(titles[status])
  if (typeof message === 'string') expect(error.message).toBe(message)
  else expect(error.message).toMatch(message)
}

/**
 * Glance's refusals to a caller that asks for JSON: code with its words, title, HTML in the sentence.
 * `message` is compared with the sentence without its line breaks.
 */
export function expectGlanceError(answer: Answer, status: number, message: string | RegExp): void {
  expect(answer.status, answer.text).toBe(status)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.headers.get('x-openstack-request-id')).toMatch(requestId)
  const error = answer.json<{ message: string; code: string; title: string }>()
  expect(error.code).toBe(`${status} ${titles[status]}`)
  expect(error.title).toBe(titles[status])
  const said = error.message.replace(/(<br \/>\s*)+/g, ' ').trim()
  if (typeof message === 'string') expect(said).toBe(message)
  else expect(said).toMatch(message)
}

export const requestId = /^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const hexId = /^[0-9a-f]{32}$/
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Keystone's times: UTC with microseconds. */
export const keystoneTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/
/** Glance's times: UTC, whole seconds. */
export const glanceTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

export const wrongCredentials = 'The request you have made requires authentication.'
export const malformed =
  'The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.'

/** How Glance begins a refusal of a body that does not fit its schema, for a pattern. */
export const notInSchema = (what: string) =>
  new RegExp(`^Provided object does not match schema 'image': ${what}`)
export const accessDenied = 'Access was denied to this resource.'
export const conflicting = 'There was a conflict when trying to complete your request.'
