import { withPrefix } from "gatsby"
import React from "react"
import { AudienceFields } from "./audience-context"
import { Field, type FieldError } from "./field"
import * as styles from "./inline-form.module.css"

/** Looks an audience up by its name: a GET form. */
export function AudienceSearch({ q, errors }: { q?: string; errors?: readonly FieldError[] }) {
  return (
    <search>
      <form
        key={q}
        className={styles.form}
        action={withPrefix("/audiences")}
        method="get"
        aria-label="Audiences"
      >
        <Field label="Search audiences" errors={errors}>
          <input type="search" name="q" defaultValue={q} placeholder="Germany, or DE" />
        </Field>
        <AudienceFields />
        <button type="submit">Search</button>
      </form>
    </search>
  )
}
