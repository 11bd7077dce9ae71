import React from "react"
import type { ErrorPageProps } from "./client"

/** The default error page, without styles. The plugin option `errorPage` replaces it. */
export default function ErrorPage({ error, retryUrl }: ErrorPageProps) {
  const { status, title, detail, errors } = error
  return (
    <main>
      <h1>{title}</h1>
      {errors ? (
        <ul>
          {errors.map(({ parameter, message }) => (
            <li key={parameter}>
              {parameter && <code>{parameter}</code>} {message}
            </li>
          ))}
        </ul>
      ) : (
        <p>{detail}</p>
      )}
      {status >= 500 && (
        <p>
          <a href={retryUrl}>Try again</a>
        </p>
      )}
    </main>
  )
}
