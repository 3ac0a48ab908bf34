/** Hands a file to the browser to be saved under a name. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the file over by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** The same for JSON. */
export function saveJson(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: 'application/json' }))
}
