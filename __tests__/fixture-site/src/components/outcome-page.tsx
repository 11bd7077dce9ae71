import { withPrefix } from "gatsby"
import type { OutcomePageProps } from "gatsby-plugin-server-data/client"
import React from "react"
import { EchoForm } from "./echo-form"
import { Layout } from "./layout"

export function OutcomePage({ outcome, typed, pathname, address }: OutcomePageProps) {
  return (
    <Layout>
      <h1>{outcome.title}</h1>
      <p id="pathname">{pathname}</p>
      <p id="detail">{outcome.detail}</p>
      <ul id="errors">
        {outcome.errors?.map(({ parameter, message }) => (
          <li key={parameter}>
            <b>{parameter}</b> {message}
          </li>
        ))}
      </ul>
      {pathname.startsWith(withPrefix("/echo")) && <EchoForm value={typed} />}
      {[...(outcome.suggestions ?? []), ...(outcome.successors ?? [])].map((id) => (
        <a key={id} href={withPrefix(`/table/${id}`)}>
          {id}
        </a>
      ))}
      {outcome.status >= 500 && (
        <a id="retry" href={address}>
          Try again
        </a>
      )}
    </Layout>
  )
}
