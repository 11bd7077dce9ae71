import React from "react"
import { type FormOfPage, InlineForm } from "../ui/inline-form"

export function DropForm({ path, below, errors }: FormOfPage & { below?: string }) {
  return (
    <InlineForm
      key={`${path} ${below}`}
      path={path}
      name="Drop old versions"
      label="First version to keep"
      button="Show what changes"
      errors={errors}
    >
      <input name="below" defaultValue={below} placeholder="16" inputMode="decimal" autoComplete="off" />
    </InlineForm>
  )
}
