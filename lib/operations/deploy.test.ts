import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'

const root = path.resolve(import.meta.dirname, '../../deploy')

// biome-ignore lint/suspicious/noExplicitAny: manifests are looked into, field by field
type Manifest = any

function documents(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
    expect(document.errors, file).toEqual([])
    return document.toJS()
  })
}

const folders = ['base', 'redis']
const filesOf = (folder: string) =>
  readdirSync(path.join(root, folder)).filter((name) => name !== 'kustomization.yaml')
const all = folders.flatMap((folder) =>
  filesOf(folder).flatMap((name) => documents(path.join(root, folder, name))),
)
const find = (kind: string, name = 'vitrine') =>
  all.find((one) => one.kind === kind && one.metadata.name === name)

describe('deploy', () => {
  it.each(folders)('%s: the list names every file and no other', (folder) => {
    const [list] = documents(path.join(root, folder, 'kustomization.yaml'))
    expect([...list.resources].sort()).toEqual(filesOf(folder).sort())
  })

  it('every manifest says what it is', () => {
    for (const one of all) {
      expect(one).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String) })
      expect(one.metadata.name).toMatch(/^[a-z][a-z-]*$/)
    }
  })

  it('everything that chooses copies chooses these, by their label', () => {
    const { labels } = find('Deployment').spec.template.metadata
    expect(find('Deployment').spec.selector.matchLabels).toEqual(labels)
    expect(find('Service').spec.selector).toEqual(labels)
    expect(find('PodDisruptionBudget').spec.selector.matchLabels).toEqual(labels)
    expect(find('NetworkPolicy').spec.podSelector.matchLabels).toEqual(labels)
    const { metadata } = find('StatefulSet', 'redis').spec.template
    expect(find('Service', 'redis').spec.selector).toEqual(metadata.labels)
  })

  it('copies run without privileges on a read-only root', () => {
    for (const workload of [find('Deployment'), find('StatefulSet', 'redis')]) {
      const { spec } = workload.spec.template
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true })
      expect(spec.securityContext.runAsUser).toBeGreaterThan(0)
      expect(spec.automountServiceAccountToken).toBe(false)
      for (const container of spec.containers)
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        })
    }
  })

  it('each copy tells the others where it is, and all see one spool', () => {
    const { spec } = find('Deployment').spec.template
    const [container] = spec.containers
    const names: string[] = container.env.map(({ name }: { name: string }) => name)
    // A variable can only be used after it was named.
    expect(names.indexOf('POD_IP')).toBeLessThan(names.indexOf('COPY_URL'))
    const value = (name: string) =>
      container.env.find((one: { name: string }) => one.name === name).value
    expect(value('COPY_URL')).toBe('http://$(POD_IP):3000')
    const mount = container.volumeMounts.find(
      (one: { mountPath: string }) => one.mountPath === value('UPLOAD_SPOOL_DIR'),
    )
    const volume = spec.volumes.find((one: { name: string }) => one.name === mount.name)
    const claim = find('PersistentVolumeClaim', volume.persistentVolumeClaim.claimName)
    expect(claim.spec.accessModes).toEqual(['ReadWriteMany'])
  })

  it('probes ask what the dashboard answers, and its end gets the time it needs', () => {
    const { spec } = find('Deployment').spec.template
    const [{ livenessProbe, readinessProbe, startupProbe, ports }] = spec.containers
    const asked = [livenessProbe, readinessProbe, startupProbe].map(({ httpGet }) => httpGet.path)
    for (const route of asked)
      expect(existsSync(path.join(root, '../app', route, 'route.ts')), route).toBe(true)
    expect(livenessProbe.httpGet.path).not.toBe(readinessProbe.httpGet.path)
    const open = ports.map(({ name }: { name: string }) => name)
    for (const { httpGet } of [livenessProbe, readinessProbe, startupProbe])
      expect(open).toContain(httpGet.port)
    expect(open).toContain(find('Service').spec.ports[0].targetPort)
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(30)
  })

  it('never all copies at once: updates, disruptions and the autoscaler leave some', () => {
    expect(find('Deployment').spec.strategy.rollingUpdate.maxUnavailable).toBe(0)
    expect(find('PodDisruptionBudget').spec.maxUnavailable).toBe(1)
    const { minReplicas, maxReplicas, scaleTargetRef } = find('HorizontalPodAutoscaler').spec
    expect(minReplicas).toBeGreaterThanOrEqual(2)
    expect(maxReplicas).toBeGreaterThan(minReplicas)
    expect(scaleTargetRef).toMatchObject({ kind: 'Deployment', name: 'vitrine' })
  })

  it('copies may reach each other and Redis, and nobody else may reach Redis through them', () => {
    const { ingress, egress } = find('NetworkPolicy').spec
    const ours = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'vitrine' } } }
    expect(ingress.some((rule: Manifest) => rule.from?.[0] && same(rule.from[0], ours))).toBe(true)
    expect(egress.some((rule: Manifest) => rule.to?.[0] && same(rule.to[0], ours))).toBe(true)
    const redis = find('StatefulSet', 'redis').spec.selector.matchLabels
    expect(
      egress.some((rule: Manifest) => same(rule.to?.[0], { podSelector: { matchLabels: redis } })),
    ).toBe(true)
  })

  it('no secret stands in a manifest', () => {
    for (const one of all) {
      expect(one.kind).not.toBe('Secret')
      expect(JSON.stringify(one.data ?? {})).not.toMatch(/SECRET|PASSWORD|REDIS_URL/)
    }
  })
})

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
