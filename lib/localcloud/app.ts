import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { CloudEnv, LocalCloud } from './cloud'
import { answerFaultSettings, sufferFault } from './fault-wire'
import type { ImageService } from './glance/app'
import { createIdentityApp } from './keystone/app'

/**
 * The request listener of the whole cloud: faults first, then the part that the path names.
 * Handlers that move image data use `c.env.incoming` and `c.env.outgoing` and answer with
 * RESPONSE_ALREADY_SENT, so that bytes take the raw Node streams with their back-pressure.
 */
export function createListener(
  cloud: LocalCloud,
  images: readonly ImageService[],
): (request: IncomingMessage, response: ServerResponse) => void {
  const app = new Hono<CloudEnv>({ strict: false })
  app.route('/identity', createIdentityApp(cloud))
  for (const image of images) app.route(image.mountPoint, image.app)
  app.notFound((c) => c.text('Here are /identity and /image.\n', 404))
  const listen = getRequestListener(app.fetch)
  return (request, response) => {
    response.setHeader('X-Openstack-Request-Id', `req-${randomUUID()}`)
    if (request.url?.split('?')[0] === '/faults') {
      void answerFaultSettings(cloud.faults, request, response)
      return
    }
    void sufferFault(cloud.faults, request, response).then((isAnswered) => {
      if (!isAnswered) void listen(request, response)
    })
  }
}
