import { createServer, type Server } from 'node:http'
import { target } from './target'

/** What the server holds under a path: bytes, sent at once or over `ms` milliseconds. */
export type Served = { data: Buffer; ms?: number }

/**
 * A file server of the test's own, at the address that both clouds let web-download read from.
 * A path that holds nothing answers 404; what was asked for stands in `asked`.
 */
export class FileServer {
  readonly files = new Map<string, Served>()
  readonly asked: string[] = []
  private origin = ''

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FileServer> {
    const http = createServer()
    const files = new FileServer(http)
    http.on('request', async (request, response) => {
      const path = request.url ?? ''
      files.asked.push(path)
      const served = files.files.get(path)
      if (!served) return void response.writeHead(404).end('no such file')
      const { data, ms = 0 } = served
      response.writeHead(200, { 'content-length': data.length })
      const half = Math.floor(data.length / 2)
      response.write(data.subarray(0, half))
      await new Promise((resolve) => setTimeout(resolve, ms))
      response.end(data.subarray(half))
    })
    const host = target.abilities.webDownload[0]
    if (!host) throw new Error('this cloud was started without an address for web-download')
    await new Promise<void>((resolve) => http.listen(0, host, resolve))
    const address = http.address()
    if (!address || typeof address !== 'object') throw new Error('no port')
    files.origin = `http://${host}:${address.port}`
    return files
  }

  url(path: string): string {
    return `${this.origin}${path}`
  }

  stop(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
}
