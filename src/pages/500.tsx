import React from "react"
import { ErrorMessage } from "#components/layout/error-message"
import { Seo } from "#components/layout/seo"

export default function ErrorPage() {
  return (
    <ErrorMessage
      directory="/features"
      error={{
        status: 500,
        title: "Internal Server Error",
        detail: "The server could not render this page. The server log has the error.",
      }}
    />
  )
}

export const Head = () => <Seo title="Something went wrong" noindex />
