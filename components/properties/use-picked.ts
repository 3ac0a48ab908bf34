import { useState } from 'react'
import { propertyNameFault } from '@/lib/image-changes'
import type { Defined } from '@/lib/schemas/metadef-catalogue'
import {
  defaultValueOf,
  inputKindOf,
  sentValue,
  type ValueFault,
  valueFault,
} from '@/lib/schemas/metadef-value'

export type Picked = { defined: Defined; value: string }

/** Why a described property cannot be picked. */
export type NotPickable = 'has' | 'readonly' | 'name'

/** The properties a person picks from the definitions, with the values they give them. */
export function usePicked(existing: readonly string[]) {
  const [picked, setPicked] = useState<ReadonlyMap<string, Picked>>(new Map())
  const [isChecked, setChecked] = useState(false)

  const refusalOf = ({ name, definition }: Defined): NotPickable | undefined => {
    if (existing.includes(name)) return 'has'
    if (definition.readonly) return 'readonly'
    return propertyNameFault(name, []) ? 'name' : undefined
  }

  const pick = (all: readonly Defined[]) =>
    setPicked((before) => {
      const fresh = all.filter((one) => !before.has(one.name) && !refusalOf(one))
      return new Map([...before, ...fresh.map((one) => [one.name, picking(one)] as const)])
    })

  const drop = (name: string) =>
    setPicked((before) => new Map([...before].filter(([other]) => other !== name)))

  const set = (defined: Defined, value: string) =>
    setPicked((before) => new Map([...before, [defined.name, { defined, value }]]))

  const faultOf = (name: string): ValueFault | undefined => {
    const one = picked.get(name)
    return one && isChecked ? valueFault(one.defined.definition, one.value) : undefined
  }

  /** Looks at every value: the first name with a wrong one, or what may be added. */
  const check = ():
    | { wrong: string; values?: never }
    | { wrong?: never; values: Array<[name: string, value: string]> } => {
    setChecked(true)
    const all = [...picked.values()]
    const wrong = all.find(({ defined, value }) => valueFault(defined.definition, value))
    if (wrong) return { wrong: wrong.defined.name }
    return {
      values: all.map(({ defined, value }) => [defined.name, sentValue(defined.definition, value)]),
    }
  }

  return { picked, pick, drop, set, refusalOf, faultOf, check }
}

export type Picking = ReturnType<typeof usePicked>

// A box that is not ticked says "false"; other inputs begin empty without a default.
function picking(defined: Defined): Picked {
  const value = defaultValueOf(defined.definition)
  const isBoolean = inputKindOf(defined.definition) === 'boolean'
  return { defined, value: value === '' && isBoolean ? 'false' : value }
}
