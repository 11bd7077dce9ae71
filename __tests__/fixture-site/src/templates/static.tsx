import type { PageProps } from "gatsby"
import React from "react"

export default function StaticTemplate({ pageContext }: PageProps<object, { text: string }>) {
  return <h1>{pageContext.text}</h1>
}
