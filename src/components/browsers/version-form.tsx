import React from "react"
import { type FormOfPage, InlineForm } from "../ui/inline-form"

export function VersionForm({ path, version, errors }: FormOfPage & { version?: string }) {
  return (
    <InlineForm
      key={`${path} ${version}`}
      path={path}
      name="Choose a version"
      label="Version"
      button="Show version"
      errors={errors}
    >
      <input name="version" defaultValue={version} placeholder="120 or 15.6" autoComplete="off" />
    </InlineForm>
  )
}
