import * as React from "react"

export default function Page() {
  return <h1>The page 500</h1>
}
