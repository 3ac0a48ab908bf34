type Picker = (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>

/**
 * Asks for files with the browser's own dialog, which gives a handle with each: with it an upload
 * goes on after a reload without asking for the file again.
 *
 * @returns Null where the browser has no such dialog, and an input of type file must do; an empty
 *   list when the person closed it.
 */
export async function pickFiles(multiple: boolean): Promise<File[] | null> {
  const picker = (window as { showOpenFilePicker?: Picker }).showOpenFilePicker
  if (!picker || !window.isSecureContext) return null
  try {
    const handles = await picker.call(window, { multiple })
    return await Promise.all(
      handles.map(async (handle) => Object.assign(await handle.getFile(), { handle })),
    )
  } catch (error) {
    // Closing the dialog is an AbortError; anything else, such as a forbidding policy, is none.
    return error instanceof DOMException && error.name === 'AbortError' ? [] : null
  }
}
