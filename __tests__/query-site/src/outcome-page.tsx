import React from "react"
import type { OutcomePageProps } from "../../../src/server-data/client"

export function OutcomePage({ outcome, address }: OutcomePageProps) {
  return (
    <main>
      <h1>{outcome.title}</h1>
      <p>{outcome.detail}</p>
      {outcome.status >= 500 && <a href={address}>Try again</a>}
    </main>
  )
}
