import 'server-only'

const store = globalThis as { __vitrineDraining?: boolean }

/** True once this process was told to end: it finishes what runs and wants no new work. */
export function isDraining(): boolean {
  return store.__vitrineDraining === true
}

/** Says that this process is about to end. */
export function startDraining(): void {
  store.__vitrineDraining = true
}
