import React from "react"
import { type FormOfPage, InlineForm } from "../ui/inline-form"

export function CompareForm({ path, vs, errors }: FormOfPage & { vs?: string }) {
  return (
    <InlineForm
      key={`${path} ${vs}`}
      path={path}
      name="Compare"
      label="Compare with"
      button="Compare"
      errors={errors}
    >
      <input
        name="vs"
        defaultValue={vs}
        placeholder="World or a country"
        list="audiences"
        autoComplete="off"
      />
    </InlineForm>
  )
}
