import React from "react"
import { ErrorMessage } from "../components/error-message"
import { Seo } from "../components/seo"

/** For an error while a page was drawn, which comes after getServerData. */
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
