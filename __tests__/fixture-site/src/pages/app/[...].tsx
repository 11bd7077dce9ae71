import React from "react"

/** A client-only route: one HTML for every path below it. */
export default function AppPage() {
  return <h1>App</h1>
}
