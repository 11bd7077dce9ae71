import type { ErrorPageProps } from "gatsby-plugin-server-data/client"
import React from "react"
import { ErrorMessage } from "#components/layout/error-message"
import { PageForm } from "./page-form"

/** What is shown, inside the layout, for a page whose request ended in an HTTP error. */
export default function ErrorPage({ error, rawQuery, pathname, retryUrl }: ErrorPageProps) {
  return (
    <ErrorMessage
      error={error}
      retryUrl={retryUrl}
      directory={`/${pathname.split("/")[1] ?? ""}`}
      form={error.status === 400 && <PageForm path={pathname} values={rawQuery} errors={error.errors} />}
    />
  )
}
