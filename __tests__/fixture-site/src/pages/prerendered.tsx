import React from "react"
import { api } from "../queries"

/** Rendered by the build, with a query. */
export default function Prerendered() {
  const { data } = api.useShelfQuery("top", { refetchOnMountOrArgChange: 900 })
  return (
    <main>
      <h1>{data ? `Shelf ${data.slug}` : "Loading"}</h1>
      <p id="at">{data?.at}</p>
    </main>
  )
}

export const Head = () => <title>Prerendered</title>
