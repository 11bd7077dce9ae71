import React, { cloneElement, type ReactElement, useId } from "react"
import * as styles from "./field.module.css"

export type FieldError = {
  parameter: string
  message: string
}

/**
 * Shows a labelled form control with its error or status. If `status` is defined, screen readers announce changes of
 * the error and the status. An empty `status` has the same effect.
 */
export function Field({
  label,
  errors = [],
  status,
  children,
}: {
  label: string
  errors?: readonly FieldError[]
  status?: string
  children: ReactElement<{ id?: string; name: string; "aria-invalid"?: boolean; "aria-describedby"?: string }>
}) {
  const id = useId()
  const error = errors.find(({ parameter }) => parameter === children.props.name)
  const described = error && { "aria-invalid": true, "aria-describedby": `${id}-error` }
  const message = error ? (
    <p id={`${id}-error`} className={styles.error}>
      {error.message}
    </p>
  ) : (
    status && <p className={styles.status}>{status}</p>
  )
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, ...described })}
      {status === undefined ? message : <div role="status">{message}</div>}
    </div>
  )
}
