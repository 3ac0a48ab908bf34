type Listener = () => void

const listeners = new Set<Listener>()

/** Tells the frame that a route found nobody signed in. */
export function announceSessionEnd(): void {
  for (const listener of listeners) listener()
}

/** Listens for the end of the session; returns the way to stop. */
export function onSessionEnd(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
