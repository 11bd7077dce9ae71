import { withPrefix } from "gatsby"
import type { ErrorPageProps } from "gatsby-plugin-server-data/client"
import React from "react"
import { EchoForm } from "./echo-form"
import { Layout } from "./layout"

export default function ErrorPage({ error, rawQuery, pathname, retryUrl }: ErrorPageProps) {
  return (
    <Layout>
      <h1>{error.title}</h1>
      <p id="pathname">{pathname}</p>
      <p id="detail">{error.detail}</p>
      <ul id="errors">
        {error.errors?.map(({ parameter, message }) => (
          <li key={parameter}>
            <b>{parameter}</b> {message}
          </li>
        ))}
      </ul>
      {pathname.startsWith(withPrefix("/echo")) && <EchoForm value={rawQuery} />}
      {[...(error.suggestions ?? []), ...(error.successors ?? [])].map((id) => (
        <a key={id} href={withPrefix(`/table/${id}`)}>
          {id}
        </a>
      ))}
      {error.status >= 500 && (
        <a id="retry" href={retryUrl}>
          Try again
        </a>
      )}
    </Layout>
  )
}
