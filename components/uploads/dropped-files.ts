type Dropped = { file: File | null; entry: FileSystemEntry | null; handle: Promise<Handle> }
type Handle = { kind: 'file' | 'directory' } | null
type Item = DataTransferItem & { getAsFileSystemHandle?: () => Promise<Handle> }

/** True while something is dragged that holds files, and not, say, marked text. */
export function holdsFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files')
}

/**
 * The files that were dropped, those inside dropped folders included. Where the browser can, a file
 * brings its handle: with it an upload goes on after a reload without asking for the file again.
 *
 * @param transfer Read at once, since it is empty as soon as the event is over.
 */
export function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const dropped = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map(
      (item: Item): Dropped => ({
        file: item.getAsFile(),
        entry: item.webkitGetAsEntry(),
        handle: item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null),
      }),
    )
  return Promise.all(dropped.map(filesOf)).then((files) => files.flat())
}

async function filesOf({ file, entry, handle }: Dropped): Promise<File[]> {
  if (entry?.isDirectory) return filesInside(entry as FileSystemDirectoryEntry)
  if (!file) return []
  const known = await handle
  return [known?.kind === 'file' ? Object.assign(file, { handle: known }) : file]
}

async function filesInside(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader()
  const found: File[] = []
  for (;;) {
    // A reader hands out its entries in portions; an empty one is the end.
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (portion.length === 0) return found
    for (const entry of portion) {
      if (entry.isDirectory) found.push(...(await filesInside(entry as FileSystemDirectoryEntry)))
      else found.push(await fileOf(entry as FileSystemFileEntry))
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}
