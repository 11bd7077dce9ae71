import React, { type ReactNode } from "react"
import { AudienceLink } from "../ui/audience-context"
import type { FieldError } from "../ui/field"
import { labelledError } from "../ui/parameter-labels"

/** The parts of an HTTP error that `ErrorMessage` shows. */
type DisplayedError = {
  status: number
  title: string
  detail: string
  errors?: readonly FieldError[]
  suggestions?: readonly string[]
  successors?: readonly string[]
}

/**
 * Explains an HTTP error: what is wrong, and what is valid. `directory` is the path before the suggested ids, such as
 * `/features`. `form` is the page's own form with the visitor's input.
 */
export function ErrorMessage({
  error,
  retryUrl,
  directory,
  nameOf = (id) => id,
  alternatives,
  form,
}: {
  error: DisplayedError
  /** The URL of the page, to load it again. */
  retryUrl?: string
  directory: string
  /** Returns the name of a suggested id. Default: the id. */
  nameOf?(id: string): string
  /** Links to valid values of a wrong parameter. */
  alternatives?: ReactNode
  form?: ReactNode
}) {
  const { status, title, detail, errors, suggestions, successors } = error
  return (
    <>
      <h1>{headings[status] ?? title}</h1>
      {errors ? (
        <ul>
          {errors.map((error) => (
            <li key={error.parameter}>{labelledError(error)}</li>
          ))}
        </ul>
      ) : (
        <p>{detail}</p>
      )}
      {alternatives}
      {form}
      <IdLinks heading="Did you mean" ids={suggestions} {...{ directory, nameOf }} />
      <IdLinks heading="Use one of these features instead" ids={successors} {...{ directory, nameOf }} />
      {status >= 500 && retryUrl && (
        // Uses `a` instead of Link, because Gatsby's loader would show the same page data until the tab is closed.
        <p>
          <a href={retryUrl}>Try again</a>
        </p>
      )}
      <p>
        <AudienceLink to="/features">All features</AudienceLink>
      </p>
    </>
  )
}

const headings: Readonly<Record<number, string>> = {
  400: "Something in this link needs fixing",
  404: "Page not found",
  410: "This feature was split",
  500: "Something went wrong",
  503: "Temporarily unavailable",
}

function IdLinks({
  heading,
  ids,
  directory,
  nameOf,
}: {
  heading: string
  ids?: readonly string[]
  directory: string
  nameOf(id: string): string
}) {
  if (!ids?.length) return null
  return (
    <>
      <h2>{heading}</h2>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <AudienceLink to={`${directory}/${id}`}>{nameOf(id)}</AudienceLink>
          </li>
        ))}
      </ul>
    </>
  )
}
