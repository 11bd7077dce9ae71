import React from "react"
import type { FieldError } from "./field"
import { InlineForm } from "./inline-form"

/** Chooses how much of an audience its target has to cover, in percent: a GET form to `path`. */
export function CoverForm({
  path,
  cover,
  errors,
}: {
  path: string
  cover?: string
  errors?: readonly FieldError[]
}) {
  return (
    <InlineForm
      key={`${path} ${cover}`}
      path={path}
      name="How much to cover"
      label="Cover at least, in percent of the visits"
      button="Show"
      errors={errors}
    >
      <input name="cover" defaultValue={cover} inputMode="decimal" autoComplete="off" />
    </InlineForm>
  )
}
