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
        detail:
          "Nothing is at this address. Web features are at /features and their id, such as /features/grid.",
      }}
    />
  )
}

export const Head = () => <Seo title="Not Found" noindex />
