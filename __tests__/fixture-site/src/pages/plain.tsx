import React from "react"

export default function Page() {
  return <h1>The page plain</h1>
}
