import React from "react"
import type { FieldError } from "./field"
import { labelledError } from "./parameter-labels"
import { detailOf } from "./query-view"

export function fieldErrorsOf(error: unknown): readonly FieldError[] {
  const errors = typeof error === "object" && error !== null && "errors" in error ? error.errors : undefined
  return Array.isArray(errors) ? (errors as FieldError[]) : []
}

/** Shows the error of a mutation. Omits errors of the fields in `shown`, because those fields show their own errors. */
export function MutationError({ error, shown }: { error: unknown; shown: readonly string[] }) {
  if (error === undefined) return null
  const errors = fieldErrorsOf(error)
  const others = errors.filter(({ parameter }) => !shown.includes(parameter))
  if (errors.length > 0 && others.length === 0) return null
  return <p role="alert">{others.length > 0 ? others.map(labelledError).join(" ") : detailOf(error)}</p>
}
