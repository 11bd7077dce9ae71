import React from "react"
import type { FieldError } from "../ui/field"
import { InlineForm } from "../ui/inline-form"

export function AudienceSearch({ q, errors }: { q?: string; errors?: readonly FieldError[] }) {
  return (
    <search>
      <InlineForm
        key={q}
        path="/audiences"
        name="Audiences"
        label="Search audiences"
        button="Search"
        errors={errors}
      >
        <input type="search" name="q" defaultValue={q} placeholder="Germany or DE" />
      </InlineForm>
    </search>
  )
}
