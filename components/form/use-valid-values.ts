'use client'

import { type Control, type FieldValues, useWatch } from 'react-hook-form'
import type { z } from 'zod'

/** The values of a form as they would be sent now; nothing while one of them is not right. */
export function useValidValues<Input extends FieldValues, Output extends FieldValues>(
  control: Control<Input, unknown, Output>,
  schema: z.ZodType<Output, Input>,
): Output | undefined {
  const values = useWatch({ control })
  return schema.safeParse(values).data
}
