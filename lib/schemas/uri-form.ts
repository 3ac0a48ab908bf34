import { z } from 'zod'
import { faultOfUri, fileNameOfUri } from './import-uri'

/** The address of a web-download in a form, with what is wrong in words. */
export const uriFieldSchema = z
  .string()
  .trim()
  .min(1)
  .max(4096)
  .superRefine((text, context) => {
    const fault = text === '' ? undefined : faultOfUri(text)
    if (fault && fault !== 'port')
      context.addIssue({ code: 'custom', message: `imports.url.fault.${fault}` })
  })

/** What to say about an address that may be sent all the same. */
export function doubtOfUri(text: string): 'port' | 'compressed' | undefined {
  if (faultOfUri(text.trim()) === 'port') return 'port'
  const name = fileNameOfUri(text.trim())
  return /\.(xz|gz|bz2|zst|zip|7z|tgz|tar|lz4)$/i.test(name) ? 'compressed' : undefined
}

/** Disk format by the ending of a file's name; nothing where the ending says too little. */
export function formatOfName(name: string): string | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  // What publishers call .img is mostly qcow2; Glance or the first start of a server would tell.
  const formats: Record<string, string> = { img: 'qcow2', vpc: 'vhd' }
  const plain = ['qcow2', 'raw', 'iso', 'vmdk', 'vhd', 'vhdx', 'vdi']
  return ending && (formats[ending] ?? plain.find((format) => format === ending))
}
