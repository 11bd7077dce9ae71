import React, { type ReactNode } from "react"
import { AudienceLink } from "./audience-context"
import type { FieldError } from "./field"

/** How a request ended that has no page to show. */
export type OutcomeView = {
  status: number
  title: string
  detail: string
  errors?: readonly FieldError[]
  suggestions?: readonly string[]
  successors?: readonly string[]
}

/**
 * Explains an outcome: what was wrong, and what would be right. `directory` is where suggested ids lead
 * (`/features`), and `form` the page's own form with what the visitor typed.
 */
export function OutcomePage({
  outcome,
  address,
  directory,
  form,
}: {
  outcome: OutcomeView
  /** The page's own address, to try again. */
  address?: string
  directory: string
  form?: ReactNode
}) {
  const { status, title, detail, errors, suggestions, successors } = outcome
  return (
    <>
      <h1>{headings[status] ?? title}</h1>
      {errors ? (
        <ul>
          {errors.map(({ parameter, message }) => (
            <li key={parameter}>
              <code>{parameter}</code>: {message}
            </li>
          ))}
        </ul>
      ) : (
        <p>{detail}</p>
      )}
      {form}
      <IdLinks heading="Did you mean" ids={suggestions} directory={directory} />
      <IdLinks heading="In its place there are" ids={successors} directory={directory} />
      {status >= 500 && address && (
        // It loads the document, unlike a Link: Gatsby's loader keeps its answers for the life of the tab.
        <p>
          <a href={address}>Try again</a>
        </p>
      )}
      <p>
        <AudienceLink to="/features">All features</AudienceLink>
      </p>
    </>
  )
}

const headings: Readonly<Record<number, string>> = {
  400: "This cannot be answered as it is asked",
  404: "There is no such page",
  410: "This is no longer one thing",
  500: "Something went wrong",
  503: "Not available now",
}

function IdLinks({
  heading,
  ids,
  directory,
}: {
  heading: string
  ids?: readonly string[]
  directory: string
}) {
  if (!ids?.length) return null
  return (
    <>
      <h2>{heading}</h2>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <AudienceLink to={`${directory}/${id}`}>{id}</AudienceLink>
          </li>
        ))}
      </ul>
    </>
  )
}
