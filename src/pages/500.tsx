import React from "react"
import { OutcomePage } from "../components/outcome-page"
import { Seo } from "../components/seo"

export default function ErrorPage() {
  return (
    <OutcomePage
      directory="/features"
      outcome={{
        status: 500,
        title: "Internal Server Error",
        detail: "The server could not render this page. The server log has the error.",
      }}
    />
  )
}

export const Head = () => <Seo title="Something went wrong" noindex />
