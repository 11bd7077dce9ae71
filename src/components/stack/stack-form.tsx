import { withPrefix } from "gatsby"
import React from "react"
import { AudienceFields } from "../ui/audience-context"
import { Field, type FieldError } from "../ui/field"
import * as styles from "./stack-form.module.css"

/** Adds features to a stack. The field with the stack's own features is hidden unless one of them is invalid. */
export function StackForm({
  values,
  errors,
}: {
  values: { features?: string; add?: string }
  errors?: readonly FieldError[]
}) {
  const { features, add } = values
  const wrong = errors?.some(({ parameter }) => parameter === "features")
  return (
    <form
      key={JSON.stringify(values)}
      className={styles.form}
      action={withPrefix("/stack")}
      method="get"
      aria-label="Stack"
    >
      {wrong ? (
        <Field label="Features (ids, separated by commas)" errors={errors}>
          <input name="features" defaultValue={features} />
        </Field>
      ) : (
        features && <input type="hidden" name="features" value={features} />
      )}
      <Field
        label={features ? "Add features" : "Features (names, separated by commas or lines)"}
        errors={errors}
      >
        {features ? (
          <input name="add" defaultValue={add} placeholder="container queries" autoComplete="off" />
        ) : (
          <textarea name="add" defaultValue={add} rows={3} placeholder=":has(), container queries" />
        )}
      </Field>
      <AudienceFields without="features" />
      <button type="submit">{features ? "Add" : "Show combined reach"}</button>
    </form>
  )
}
