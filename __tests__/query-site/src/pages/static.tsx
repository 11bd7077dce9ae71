import React from "react"
import { prerendered } from "../../../../src/query/resource-api"
import { api } from "../api"

/** Prerendered by the build. */
export default function Static() {
  const { data } = api.useShelfQuery({ slug: "top" }, prerendered)
  return (
    <main>
      <h1>{data ? `Shelf ${data.slug}` : "Loading"}</h1>
      <p id="at">{data?.at}</p>
    </main>
  )
}

export const Head = () => <title>Static</title>
