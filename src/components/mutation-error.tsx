import React from "react"
import type { FieldError } from "./field"
import { detailOf } from "./query-view"

/** What was wrong with the fields of a form, by the error of the mutation that sent it. */
export function fieldErrorsOf(error: unknown): readonly FieldError[] {
  const errors = typeof error === "object" && error !== null && "errors" in error ? error.errors : undefined
  return Array.isArray(errors) ? (errors as FieldError[]) : []
}

/** Why nothing was saved, where no field of the form `shown` says it. */
export function MutationError({ error, shown }: { error: unknown; shown: readonly string[] }) {
  if (error === undefined) return null
  const errors = fieldErrorsOf(error)
  const others = errors.filter(({ parameter }) => !shown.includes(parameter))
  if (errors.length > 0 && others.length === 0) return null
  return (
    <p role="alert">
      {others.length > 0
        ? others.map(({ parameter, message }) => `${parameter}: ${message}`).join(" ")
        : detailOf(error)}
    </p>
  )
}
