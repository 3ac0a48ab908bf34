import { describe, expect, it } from 'vitest'
import { appError } from '@/lib/errors'
import { createEngine } from './engine'
import { fakeFile, fakePorts, settle } from './fake-ports'

const record = { name: 'image', disk_format: 'raw', container_format: 'bare' }

async function started(count = 1, over: Parameters<typeof fakePorts>[0] = {}) {
  const world = fakePorts(over)
  const engine = createEngine(world.ports)
  const files = Array.from({ length: count }, (_, n) => fakeFile(`f${n}`, 100))
  const keys = engine.choose('demo', files)
  await settle()
  for (const key of keys) engine.submit(key, { record, imageName: 'image' })
  await settle()
  const stage = (n = 0) => engine.snapshot().uploads[n]?.stage
  const upload = (n = 0) => engine.snapshot().uploads[n]
  return { world, engine, keys, key: keys[0] ?? '', stage, upload }
}

describe('one upload', () => {
  it('goes from the record to the proof', async () => {
    const { world, stage, upload } = await started()
    expect(stage()).toEqual({ phase: 'sending' })
    world.sending(0).onProgress(60)
    world.sending(0).onConfirmed(100)
    expect(stage()).toEqual({ phase: 'forwarding' })
    world.setStatus({ state: 'active', proof: 'server' })
    await world.pass(200)
    expect(upload()).toMatchObject({ proof: 'server', stage: { phase: 'done', isSame: true } })
    expect(world.calls).toEqual(['create', 'open', 'get'])
  })

  it('pauses by stopping the sending, and goes on at the same upload', async () => {
    const { world, engine, key, stage } = await started()
    world.sending(0).onConfirmed(40)
    engine.pause(key)
    expect(world.stopped).toEqual([0])
    expect(stage()).toEqual({ phase: 'paused' })
    engine.resume(key)
    await settle()
    expect(stage()).toEqual({ phase: 'sending' })
    expect(world.calls.filter((call) => call === 'create' || call === 'open')).toHaveLength(2)
  })

  it('waits for the link and goes on at the online event', async () => {
    const { world, engine, stage } = await started()
    world.sending(0).onSetback({ kind: 'wait', reason: 'offline', retryAfter: null })
    expect(stage()).toMatchObject({ phase: 'waiting', reason: 'offline' })
    engine.tryNow()
    expect(stage()).toEqual({ phase: 'sending' })
    expect(world.sends).toHaveLength(2)
  })

  it('stops sending when the link goes, without waiting for the request to fail', async () => {
    const { world, engine, stage } = await started()
    engine.linkLost()
    expect(stage()).toMatchObject({ phase: 'waiting', reason: 'offline' })
    expect(world.stopped).toEqual([0])
  })

  it('counts what arrived of a request that is still running', async () => {
    const { world, upload } = await started()
    world.setStatus({ state: 'receiving', received: 60 })
    await world.pass(2000)
    expect(upload()).toMatchObject({ received: 60, stage: { phase: 'sending' } })
  })

  it('backs off from a busy server, and goes on by itself', async () => {
    const { world, stage } = await started()
    world.sending(0).onSetback({ kind: 'wait', reason: 'server', retryAfter: 7 })
    expect(stage()).toMatchObject({ phase: 'waiting', until: world.now() + 7000 })
    await world.pass(6000)
    expect(stage()).toMatchObject({ phase: 'waiting' })
    await world.pass(1500)
    expect(stage()).toEqual({ phase: 'sending' })
  })

  it('asks for a sign-in and looks again', async () => {
    const { world, stage } = await started()
    world.sending(0).onSetback({ kind: 'wait', reason: 'sign_in', retryAfter: null })
    expect(world.calls).toContain('sessionEnded')
    await world.pass(5000)
    expect(stage()).toEqual({ phase: 'sending' })
  })

  it('does not make a second record when the first answer was lost', async () => {
    const { world, stage } = await started(1, {
      create: [appError('upstream_down'), appError('conflict')],
    })
    expect(stage()).toMatchObject({ phase: 'waiting', reason: 'server' })
    await world.pass(1000)
    expect(stage()).toEqual({ phase: 'sending' })
    expect(new Set(world.createdIds).size).toBe(1)
  })

  it('finds the upload again whose creation was answered into the void', async () => {
    const { world, stage, upload } = await started(1, {
      open: [appError('upstream_down'), appError('conflict')],
      listed: true,
    })
    await world.pass(1000)
    expect(stage()).toEqual({ phase: 'sending' })
    expect(upload()?.uploadId).toBe('listed')
  })

  it('a refused record is a failure with its reason, and can be tried again', async () => {
    const { world, engine, key, stage } = await started(1, {
      create: [appError('over_quota', { detail: 'no room' })],
    })
    expect(stage()).toMatchObject({ failure: { code: 'over_quota', detail: 'no room' } })
    engine.retry(key)
    await settle()
    expect(stage()).toEqual({ phase: 'sending' })
    expect(world.calls.filter((call) => call === 'create')).toHaveLength(2)
  })

  it('retries a broken second hop into the same queued image', async () => {
    const { world, engine, key, stage, upload } = await started()
    world.setStatus({ state: 'failed', received: 40 })
    await world.pass(2000)
    expect(stage()).toMatchObject({ phase: 'failed', failure: { during: 'glance' } })
    const { imageId } = upload() ?? {}
    engine.retry(key)
    await settle()
    expect(world.updates).toEqual([{ retry: true }])
    expect(upload()).toMatchObject({ imageId, stage: { phase: 'sending' } })
  })
})

describe('cancel', () => {
  it.each(['delete', 'keep'] as const)('while sending: %s', async (choice) => {
    const { world, engine, key, stage } = await started()
    engine.cancel(key, choice)
    await settle()
    expect(stage()).toEqual({ phase: 'cancelled', choice })
    expect(world.ended).toEqual([choice])
    expect(world.calls).not.toContain('remove')
    expect(world.stopped).toEqual([0])
  })

  it('before anything exists, ends nothing', async () => {
    const { world, engine, keys, stage } = await started(3)
    engine.cancel(keys[2] ?? '', 'delete')
    await settle()
    expect(stage(2)).toMatchObject({ phase: 'cancelled' })
    expect(world.ended).toEqual([])
    expect(world.calls).not.toContain('remove')
  })

  it('while the server is asked, waits for the answer and then cleans up', async () => {
    const world = fakePorts({ slowOpen: true })
    const engine = createEngine(world.ports)
    const [key = ''] = engine.choose('demo', [fakeFile('f', 100)])
    await settle()
    engine.submit(key, { record, imageName: 'image' })
    await settle()
    engine.cancel(key, 'delete')
    await settle()
    expect(engine.snapshot().uploads[0]?.stage.phase).toBe('cancelling')
    world.finishOpen()
    await settle()
    expect(engine.snapshot().uploads[0]?.stage.phase).toBe('cancelled')
    expect(world.ended).toEqual(['delete'])
  })

  it('that cannot be carried out says so and can be repeated', async () => {
    const { engine, key, stage } = await started(1, { end: [appError('upstream_down')] })
    engine.cancel(key, 'keep')
    await settle()
    expect(stage()).toMatchObject({ phase: 'failed', failure: { during: 'cancelling' } })
    engine.cancel(key, 'keep')
    await settle()
    expect(stage()).toMatchObject({ phase: 'cancelled' })
  })
})

describe('the line', () => {
  it('runs two at once, the next when one is through, in the order the person gave', async () => {
    const { world, engine, keys, stage } = await started(4)
    const phases = () => [0, 1, 2, 3].map((n) => stage(n)?.phase)
    expect(phases()).toEqual(['sending', 'sending', 'lined_up', 'lined_up'])
    engine.move(keys[3] ?? '', 'forward')
    world.sending(0).onConfirmed(100)
    await settle()
    expect(engine.snapshot().uploads[2]?.key).toBe(keys[3])
    expect(phases()).toEqual(['forwarding', 'sending', 'sending', 'lined_up'])
    engine.setLanes(4)
    await settle()
    expect(phases()).toEqual(['forwarding', 'sending', 'sending', 'sending'])
  })
})

describe('the browser’s own digest', () => {
  it('runs when there are cores to spare, and is handed in', async () => {
    const { world, upload } = await started(1, { hashes: true })
    world.readAll('ab'.repeat(64))
    await settle()
    expect(upload()?.digest).toMatchObject({ state: 'ready', read: 100 })
    expect(world.updates).toEqual([{ sha512: 'ab'.repeat(64) }])
  })

  it('is off by default, and starts when asked for', async () => {
    const { world, engine, key, upload } = await started()
    expect(upload()?.digest.state).toBe('off')
    engine.hash(key)
    world.readAll('ab'.repeat(64))
    await settle()
    expect(upload()?.digest.state).toBe('ready')
  })
})
