import { KeystoneError } from '@/lib/localcloud/wire-errors'

// Sentences from Keystone 22: keystone/exception.py.

/** 404 for an entity of a kind, e.g. `project`. */
export function notFound(kind: string, id: string): KeystoneError {
  return new KeystoneError(404, `Could not find ${kind}: ${id}.`)
}

/** 400 for a member that must be there. */
export function missing(attribute: string, target: string): KeystoneError {
  return invalid(
    `Expecting to find ${attribute} in ${target}. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`,
  )
}

/** 400 with a sentence of its own. */
export function invalid(message: string): KeystoneError {
  return new KeystoneError(400, message)
}

/** 401; Keystone gives no reason unless told to (`insecure_debug`). */
export function unauthorized(
  message = 'The request you have made requires authentication.',
  extra: Record<string, unknown> = {},
): KeystoneError {
  return new KeystoneError(401, message, extra)
}

/** 403 without or with the name of what was refused. */
export function forbidden(action?: string): KeystoneError {
  const tail = action === undefined ? '.' : `: ${action}.`
  return new KeystoneError(403, `You are not authorized to perform the requested action${tail}`)
}

/** 403 whose sentence may be shown to anybody. */
export function refused(message: string): KeystoneError {
  return new KeystoneError(403, message)
}

/** 409 for a name or id that is taken. */
export function conflict(kind: string, details: string): KeystoneError {
  return new KeystoneError(409, `Conflict occurred attempting to store ${kind} - ${details}.`)
}
