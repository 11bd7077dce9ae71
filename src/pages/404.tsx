import React from "react"
import { ErrorMessage } from "#components/layout/error-message"
import { Seo } from "#components/layout/seo"

export default function NotFoundPage() {
  return (
    <ErrorMessage
      directory="/features"
      error={{
        status: 404,
        title: "Not Found",
        detail: "There is no page at this address.",
      }}
    />
  )
}

export const Head = () => <Seo title="Page not found" noindex />
