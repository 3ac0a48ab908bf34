import { stringify } from 'csv-stringify/browser/esm/sync'
import { stringify as yamlOf } from 'yaml'
import { type ImageRow, imageRowSchema } from './schemas/image'

/*
 * The list of images as a file, piece by piece, so that nobody ever holds a whole catalogue: the
 * server streams it with these, the browser writes a selection with them.
 */

export const exportFormats = ['csv', 'json', 'yaml'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** The fields a list can have, in Glance's words and in the order of the columns. */
export const exportColumns = Object.keys(imageRowSchema.shape).filter(
  (key) => key !== 'os_glance_import_task',
) as Array<keyof ImageRow>

export const exportTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  yaml: 'application/yaml; charset=utf-8',
}

export type ImageListWriter = {
  head: string
  /** Some rows. Must be called in order, since JSON puts commas between. */
  rows: (rows: readonly ImageRow[]) => string
  tail: string
}

/**
 * Writes a list of images.
 *
 * @param columns Which fields, in this order; unknown ones are left out, none at all means every one.
 * @param isForSpreadsheet Begins a CSV with the mark by which spreadsheets recognise UTF-8.
 */
export function imageListWriter(
  format: ExportFormat,
  columns: readonly string[] = [],
  isForSpreadsheet = false,
): ImageListWriter {
  const known = columns.filter((key): key is keyof ImageRow =>
    exportColumns.some((column) => column === key),
  )
  const fields = known.length > 0 ? known : exportColumns
  const pick = (row: ImageRow) => Object.fromEntries(fields.map((key) => [key, row[key] ?? null]))
  if (format === 'csv') return csvWriter(fields, pick, isForSpreadsheet)
  if (format === 'yaml') {
    const rows = (some: readonly ImageRow[]) => (some.length > 0 ? yamlOf(some.map(pick)) : '')
    return { head: '', rows, tail: '' }
  }
  let isFirst = true
  return {
    head: '[',
    rows: (some) =>
      some
        .map((row) => {
          const comma = isFirst ? '' : ','
          isFirst = false
          return `${comma}\n${JSON.stringify(pick(row))}`
        })
        .join(''),
    tail: '\n]\n',
  }
}

// Where a semicolon or a tab parts the cells, as in half of Europe's spreadsheets, what stands after one
// begins a cell of its own.
function inOneCell(text: string): string {
  return text.replace(/([;\t\r\n]\s*)(?=[=+\-@])/g, "$1'")
}

function csvWriter(
  fields: readonly string[],
  pick: (row: ImageRow) => Record<string, unknown>,
  isForSpreadsheet: boolean,
): ImageListWriter {
  const write = (records: unknown[]) =>
    stringify(records, {
      columns: [...fields],
      record_delimiter: 'windows',
      // A name that begins with = would be run by the spreadsheet that opens the file.
      escape_formulas: true,
      // A lone CR or LF ends a row for many readers.
      quoted_match: /[\r\n\t;]/,
      cast: {
        boolean: (value) => String(value),
        string: inOneCell,
        object: (value) =>
          inOneCell(Array.isArray(value) ? value.join(', ') : JSON.stringify(value)),
      },
    })
  const names = Object.fromEntries(fields.map((field) => [field, field]))
  return {
    head: (isForSpreadsheet ? '\uFEFF' : '') + write([names]),
    rows: (some) => (some.length > 0 ? write(some.map(pick)) : ''),
    tail: '',
  }
}
