'use client'

import { useEffect, useRef, useState } from 'react'

/** Something an action is done to. */
export type ConfirmObject = {
  id: string
  /** As people know it. An empty name is shown as the id. */
  name: string
  /** A quiet addition, such as a size or why this one is special. */
  note?: string
}

export type ObjectState =
  | { step: 'waiting' | 'running' | 'done' }
  | { step: 'failed'; error: Error }

export type ObjectRun = {
  /** State by object id; empty before the start. */
  states: ReadonlyMap<string, ObjectState>
  isRunning: boolean
  /** Runs the action for these objects, at most three at a time. Resolves to whether all are done. */
  start: (objects: readonly ConfirmObject[]) => Promise<boolean>
  /** Begins no further object; those under way finish. */
  stop: () => void
}

const lanes = 3

/** Does one thing to many objects and keeps the outcome of each. */
export function useObjectRun(run: (object: ConfirmObject) => Promise<unknown>): ObjectRun {
  const [states, setStates] = useState<ReadonlyMap<string, ObjectState>>(new Map())
  const [isRunning, setRunning] = useState(false)
  const isStopped = useRef(false)
  useEffect(
    () => () => {
      isStopped.current = true
    },
    [],
  )

  const start = async (objects: readonly ConfirmObject[]) => {
    isStopped.current = false
    setRunning(true)
    const mark = (id: string, state: ObjectState) =>
      setStates((before) => new Map(before).set(id, state))
    for (const { id } of objects) mark(id, { step: 'waiting' })
    const queue = [...objects]
    let isClean = true
    const lane = async () => {
      for (let next = queue.shift(); next && !isStopped.current; next = queue.shift()) {
        mark(next.id, { step: 'running' })
        try {
          await run(next)
          mark(next.id, { step: 'done' })
        } catch (reason) {
          isClean = false
          mark(next.id, { step: 'failed', error: asError(reason) })
        }
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    setRunning(false)
    return isClean && !isStopped.current
  }

  return {
    states,
    isRunning,
    start,
    stop: () => {
      isStopped.current = true
    },
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
