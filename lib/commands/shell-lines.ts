import { shellWord } from './quote'

// A line that is still read at a glance; longer ones get one option a line.
const wide = 96

/** Joins the parts of a command, one a line where one line would be too long. */
export function commandLine(parts: readonly string[]): string {
  const line = parts.join(' ')
  return line.length <= wide ? line : parts.join(' \\\n  ')
}

/** An option and its value; a value that begins with a dash is tied to it. */
export function words(option: string, value: string): string {
  return value.startsWith('-') ? `${option}=${shellWord(value)}` : `${option} ${shellWord(value)}`
}

/** An argument without an option, kept from being taken for one. */
export function positional(value: string): string {
  return value.startsWith('-') ? `-- ${shellWord(value)}` : shellWord(value)
}

/** The same lines for one image, or a loop over several. `line` gets the image as a shell word. */
export function eachImage(imageIds: readonly string[], line: (image: string) => string): string {
  const [first] = imageIds
  if (first !== undefined && imageIds.length === 1) return line(positional(first))
  const indented = line('"$image_id"')
    .split('\n')
    .map((part) => `  ${part}`)
    .join('\n')
  const ids = commandLine(['for image_id in', ...imageIds.map(shellWord)])
  return `${ids}; do\n${indented}\ndone`
}
