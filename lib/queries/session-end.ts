type Listener = () => void

const listeners = new Set<Listener>()
const renewals = new Set<Listener>()

/** Tells the frame that a route found nobody signed in. */
export function announceSessionEnd(): void {
  for (const listener of listeners) listener()
}

/** Listens for the end of the session; returns the way to stop. */
export function onSessionEnd(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells that somebody signed in again on the page, after the session had ended. */
export function announceSessionRenewal(): void {
  for (const listener of renewals) listener()
}

/** Listens for a sign-in in place; returns the way to stop. */
export function onSessionRenewal(listener: Listener): () => void {
  renewals.add(listener)
  return () => renewals.delete(listener)
}
