import React from "react"
import { OutcomePage } from "../components/outcome-page"
import { Seo } from "../components/seo"

/** For an error while a page was drawn, which comes too late for an outcome. */
export default function ErrorPage() {
  return (
    <OutcomePage
      directory="/features"
      outcome={{
        status: 500,
        title: "Internal Server Error",
        detail: "This page could not be drawn. The error is in the server's log.",
      }}
    />
  )
}

export const Head = () => <Seo title="Internal Server Error" noindex />
