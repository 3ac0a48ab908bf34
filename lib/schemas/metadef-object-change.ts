import type { MetadefObject } from './metadef'
import type { MetadefObjectBody } from './metadef-body'
import { objectBodyOf } from './metadef-file'
import { type DefinitionForm, definitionOfForm } from './metadef-form'

// Glance replaces an object with all its properties at once; these make the whole out of one change.

/** An object after one of its properties was added or changed; `name` is what it was called before. */
export function withProperty(
  object: MetadefObject,
  name: string | undefined,
  form: DefinitionForm,
): MetadefObjectBody {
  const before = name === undefined ? undefined : object.properties?.[name]
  const rest = name === undefined ? objectBodyOf(object) : withoutProperty(object, name)
  const required = (rest.required ?? []).filter((other) => other !== form.name)
  return {
    ...rest,
    required: form.required ? [...required, form.name] : required,
    properties: { ...rest.properties, [form.name]: definitionOfForm(form, before) },
  }
}

/** An object after one of its properties was taken off. */
export function withoutProperty(object: MetadefObject, name: string): MetadefObjectBody {
  const body = objectBodyOf(object)
  const kept = Object.entries(body.properties ?? {}).filter(([other]) => other !== name)
  return {
    ...body,
    required: (body.required ?? []).filter((other) => other !== name),
    properties: Object.fromEntries(kept),
  }
}

/** An object under other words, with the properties it has. */
export function withWords(
  object: MetadefObject | undefined,
  { name, description }: { name: string; description: string },
): MetadefObjectBody {
  const { description: _, ...rest } = object ? objectBodyOf(object) : { properties: {} }
  return { ...rest, name, ...(description ? { description } : {}) }
}
