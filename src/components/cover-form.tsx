import { withPrefix } from "gatsby"
import React from "react"
import { AudienceFields } from "./audience-context"
import { Field, type FieldError } from "./field"
import * as styles from "./inline-form.module.css"

/** Chooses how much of an audience its target has to cover: a GET form to `path`. `cover` is in percent, as it was typed. */
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
    <form
      key={`${path} ${cover}`}
      className={styles.form}
      action={withPrefix(path)}
      method="get"
      aria-label="How much to cover"
    >
      <Field label="Cover at least, in percent of the visits" errors={errors}>
        <input name="cover" defaultValue={cover} inputMode="decimal" autoComplete="off" />
      </Field>
      <AudienceFields />
      <button type="submit">Show</button>
    </form>
  )
}
