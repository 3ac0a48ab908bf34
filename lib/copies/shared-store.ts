import 'server-only'

/**
 * The few small facts that all copies of the dashboard must agree on. Every entry ends by itself.
 * `shared-store-contract.ts` says what each kind of store must keep.
 *
 * Each function rejects when the store does not answer; what that means is the caller's decision.
 */
export type SharedStore = {
  /** True when other processes see the same entries. */
  readonly isShared: boolean
  /** Values in the order of the keys. */
  get(keys: readonly string[]): Promise<Array<string | undefined>>
  /** Sets a value for `ttlMs` from now. */
  put(key: string, value: string, ttlMs: number): Promise<void>
  /** Deletes a value, or all fields under a key. */
  remove(key: string): Promise<void>
  /**
   * Sets a field under a key unless it is there already; all fields of the key then last `ttlMs`.
   *
   * @returns the value that stands, ours or the one that was first.
   */
  addField(key: string, field: string, value: string, ttlMs: number): Promise<string>
  fields(key: string): Promise<Map<string, string>>
  removeField(key: string, field: string): Promise<void>
  /**
   * Makes `holder` the only one for `ttlMs` from now, or prolongs that.
   *
   * @returns who holds it now: `holder`, or somebody else.
   */
  take(key: string, holder: string, ttlMs: number): Promise<string>
  /** Lets go, when `holder` still holds it. */
  release(key: string, holder: string): Promise<void>
  /** Rejects when the store does not answer. */
  ping(): Promise<void>
  /** How often contact was lost so far. What stood in the store before may be gone after each time. */
  breaks(): number
}
