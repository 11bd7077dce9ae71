import { withPrefix } from "gatsby"
import React from "react"
import { AudienceFields } from "./audience-context"
import { Field, type FieldError } from "./field"
import * as styles from "./inline-form.module.css"

/** Chooses the version that a browser's page is about: a GET form to `path`. */
export function VersionForm({
  path,
  version,
  errors,
}: {
  path: string
  version?: string
  errors?: readonly FieldError[]
}) {
  return (
    <form
      key={`${path} ${version}`}
      className={styles.form}
      action={withPrefix(path)}
      method="get"
      aria-label="Choose a version"
    >
      <Field label="Version" errors={errors}>
        <input name="version" defaultValue={version} placeholder="120, or 15.6" autoComplete="off" />
      </Field>
      <AudienceFields />
      <button type="submit">Show this version</button>
    </form>
  )
}
