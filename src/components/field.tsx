import React, { cloneElement, type ReactElement, useId } from "react"
import * as styles from "./field.module.css"

export type FieldError = {
  parameter: string
  message: string
}

/**
 * A labelled control of a form, with what is wrong with its value beside it. `status` is what else there is to say of the
 * value: where it is given, empty too, either is announced as it comes.
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
  const told = error ? (
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
      {status === undefined ? told : <div role="status">{told}</div>}
    </div>
  )
}
