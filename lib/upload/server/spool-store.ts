import 'server-only'
/**
 * Where the bytes of unfinished uploads rest, each with a small text record beside them. An upload
 * has an id of letters, digits and hyphens. Bytes are only ever appended or cut off at the end.
 *
 * A shared file system or an object store can stand behind it; `spool-contract.ts` says what each
 * must keep.
 */
export type SpoolStore = {
  /**
   * Writes pieces one after the other, beginning at `offset`, which is the present size.
   *
   * @throws the store's own error, for instance ENOSPC. The size may then lie anywhere between
   *   `offset` and the end of the pieces; the caller truncates.
   */
  write(id: string, offset: number, pieces: readonly Uint8Array[]): Promise<void>
  /** Fills `into` from `offset` on. @returns bytes read; less than asked only at the end. */
  read(id: string, offset: number, into: Uint8Array): Promise<number>
  /** Bytes held; 0 for an upload without any. */
  size(id: string): Promise<number>
  /** Cuts off everything from `size` on. */
  truncate(id: string, size: number): Promise<void>
  /** Deletes the bytes and keeps the record. */
  removeData(id: string): Promise<void>
  /** Deletes bytes, record and claim; nothing happens when there are none. */
  remove(id: string): Promise<void>
  /** Replaces the record, whole or not at all. */
  saveRecord(id: string, record: string): Promise<void>
  loadRecord(id: string): Promise<string | undefined>
  /** Ids that have a record. */
  list(): Promise<string[]>
  /** Milliseconds since bytes or record last changed; 0 for an upload without a record. */
  idleMs(id: string): Promise<number>
  /** Bytes that could still be written. */
  free(): Promise<number>
  /**
   * Makes this process the one that works on the upload.
   *
   * @returns false while another living process is that.
   */
  claim(id: string): Promise<boolean>
  /** Gives the claim back. */
  release(id: string): Promise<void>
  /** A path under which a thread of this process may read the bytes, where there is such a thing. */
  localPath?(id: string): string
}
