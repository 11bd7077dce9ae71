import * as React from "react"

export default function Page() {
  return <h1>The page 404</h1>
}
