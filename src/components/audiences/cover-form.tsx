import React from "react"
import { type FormOfPage, InlineForm } from "../ui/inline-form"

export function CoverForm({ path, cover, errors }: FormOfPage & { cover?: string }) {
  return (
    <InlineForm
      key={`${path} ${cover}`}
      path={path}
      name="Build target"
      label="Minimum share of visits (%)"
      button="Update"
      errors={errors}
    >
      <input name="cover" defaultValue={cover} inputMode="decimal" autoComplete="off" />
    </InlineForm>
  )
}
