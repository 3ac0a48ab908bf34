'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { ObjectList } from '@/components/feedback/object-list'
import { useObjectRun } from '@/components/feedback/use-object-run'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { MultiSelect } from '@/components/ui/multi-select'
import { looksLikeProjectId, projectIdsIn } from '@/lib/project-ids'
import { addMemberMutation } from '@/lib/queries/members'
import { projectsQuery } from '@/lib/queries/projects'
import type { Image } from '@/lib/schemas/image'
import type { Member } from '@/lib/schemas/member'
import { useProjectNames } from './use-project-names'

type Props = { scope: string; image: Image; members: readonly Member[] }

/** Shares an image with several projects at once: own ones by name, others by id. */
export function AddMembers({ scope, image, members }: Props) {
  const t = useTranslations()
  const id = useId()
  const names = useProjectNames()
  const add = useMutation(addMemberMutation(scope, image.id, useQueryClient()))
  const run = useObjectRun(({ id: projectId }) => add.mutateAsync(projectId))
  const [shown, setShown] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [typed, setTyped] = useState('')
  const asked = [...new Set([...chosen, ...projectIdsIn(typed)])]
  const odd = projectIdsIn(typed).filter((text) => !looksLikeProjectId(text))
  const objectOf = (projectId: string) => ({ id: projectId, name: names.get(projectId) ?? '' })

  const share = async () => {
    setShown(asked)
    setChosen([])
    setTyped('')
    await run.start(asked.map(objectOf))
  }

  return (
    <Card aria-labelledby={`${id}-title`}>
      <CardHeader
        id={`${id}-title`}
        title={t('members.add.label')}
        description={t('members.add.hint')}
      />
      <CardBody className="flex flex-col gap-3">
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (asked.length > 0 && !run.isRunning) share()
          }}
        >
          <OwnProjects image={image} members={members} chosen={chosen} onChosen={setChosen} />
          <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1.5">
            <Label htmlFor={id}>{t('members.add.ids')}</Label>
            <Input
              id={id}
              mono
              autoComplete="off"
              spellCheck={false}
              placeholder={t('members.add.placeholder')}
              aria-describedby={`${id}-odd`}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <Button
            type="submit"
            variant="primary"
            loading={run.isRunning}
            disabledReason={asked.length === 0 ? t('members.add.nothingChosen') : undefined}
          >
            {t('members.add.submit', { count: asked.length })}
          </Button>
        </form>
        {chosen.length > 0 && (
          <ul aria-label={t('members.add.chosen')} className="flex flex-wrap gap-1.5">
            {chosen.map((projectId) => (
              <li key={projectId}>
                <Chip
                  removeLabel={t('members.add.unchoose', { name: names.get(projectId) ?? '' })}
                  onRemove={() => setChosen(chosen.filter((other) => other !== projectId))}
                >
                  {names.get(projectId) ?? projectId}
                </Chip>
              </li>
            ))}
          </ul>
        )}
        <p id={`${id}-odd`} role="status" className="text-sm text-warn empty:hidden">
          {odd.length > 0 && t('members.add.oddId', { count: odd.length, ids: odd.join(', ') })}
        </p>
        {asked.length > 0 && (
          <CommandDisclosure
            command={{ kind: 'addMember', imageIds: [image.id], memberIds: asked }}
          />
        )}
        {run.states.size > 0 && (
          <section aria-label={t('members.add.result')} aria-live="polite">
            <ObjectList objects={shown.map(objectOf)} states={run.states} />
          </section>
        )}
      </CardBody>
    </Card>
  )
}

type OwnProjectsProps = {
  image: Image
  members: readonly Member[]
  chosen: readonly string[]
  onChosen: (chosen: string[]) => void
}

function OwnProjects({ image, members, chosen, onChosen }: OwnProjectsProps) {
  const t = useTranslations()
  const { data } = useQuery(projectsQuery())
  const reasonOf = (projectId: string) => {
    if (projectId === image.owner) return t('members.add.ownProject')
    return members.some(({ member_id }) => member_id === projectId)
      ? t('members.add.already')
      : undefined
  }
  const choices = (data?.projects ?? []).map(({ id, name }) => {
    const reason = reasonOf(id)
    return { value: id, label: name, hint: reason ?? id, disabled: reason !== undefined }
  })
  return (
    <MultiSelect
      label={t('members.add.suggestions')}
      choices={choices}
      values={chosen}
      onValuesChange={onChosen}
      searchPlaceholder={t('members.add.search')}
      emptyText={t('members.add.noMatch')}
    />
  )
}
