import React from "react"
import { api } from "../queries"

/** Prerendered by the build. */
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
