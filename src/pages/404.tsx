import React from "react"
import { OutcomePage } from "../components/outcome-page"
import { Seo } from "../components/seo"

export default function NotFoundPage() {
  return (
    <OutcomePage
      directory="/features"
      outcome={{
        status: 404,
        title: "Not Found",
        detail: "There is no page at this address.",
      }}
    />
  )
}

export const Head = () => <Seo title="Page not found" noindex />
