import React from "react"
import { type FormOfPage, InlineForm } from "./inline-form"

/** Chooses how much of an audience its target has to cover, in percent: a GET form to `path`. */
export function CoverForm({ path, cover, errors }: FormOfPage & { cover?: string }) {
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
