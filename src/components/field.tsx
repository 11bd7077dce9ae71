import React, { cloneElement, type ReactElement, useId } from "react"
import * as styles from "./field.module.css"

export interface FieldError {
  parameter: string
  message: string
}

/** A labelled control of a form, with what is wrong with its value beside it. */
export function Field({
  label,
  errors = [],
  children,
}: {
  label: string
  errors?: readonly FieldError[]
  children: ReactElement<{ id?: string; name: string; "aria-invalid"?: boolean; "aria-describedby"?: string }>
}) {
  const id = useId()
  const error = errors.find(({ parameter }) => parameter === children.props.name)
  const described = error && { "aria-invalid": true, "aria-describedby": `${id}-error` }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, ...described })}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error.message}
        </p>
      )}
    </div>
  )
}
