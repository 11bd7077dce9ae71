import { withPrefix } from "gatsby"
import React, { type ComponentProps } from "react"
import { AudienceFields } from "./audience-context"
import { Field, type FieldError } from "./field"
import * as styles from "./inline-form.module.css"

export type FormOfPage = { path: string; errors?: readonly FieldError[] }

/** A GET form with one field. It opens `path` and keeps the audience. `name` is the accessible name of the form. */
export function InlineForm({
  path,
  name,
  label,
  button,
  errors,
  children,
}: FormOfPage & { name: string; label: string; button: string } & Pick<
    ComponentProps<typeof Field>,
    "children"
  >) {
  return (
    <form className={styles.form} action={withPrefix(path)} method="get" aria-label={name}>
      <Field label={label} errors={errors}>
        {children}
      </Field>
      <AudienceFields />
      <button type="submit">{button}</button>
    </form>
  )
}
