import React from "react"
import { type FormOfPage, InlineForm } from "./inline-form"

/** Chooses the version that a browser's page is about: a GET form to `path`. */
export function VersionForm({ path, version, errors }: FormOfPage & { version?: string }) {
  return (
    <InlineForm
      key={`${path} ${version}`}
      path={path}
      name="Choose a version"
      label="Version"
      button="Show this version"
      errors={errors}
    >
      <input name="version" defaultValue={version} placeholder="120, or 15.6" autoComplete="off" />
    </InlineForm>
  )
}
