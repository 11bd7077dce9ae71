import type { ErrorPageProps } from "gatsby-plugin-server-data/client"
import React from "react"
import { regionName } from "#audience/regions"
import { AudienceSuggestions } from "#components/audiences/audience-suggestions"
import { ErrorMessage } from "#components/layout/error-message"
import { PageForm } from "./page-form"
import { suggestedAudiences } from "./suggested-audiences"

/** The content of the layout if the request for a page ended in an HTTP error. */
export default function ErrorPage({ error, rawQuery, pathname, retryUrl }: ErrorPageProps) {
  return (
    <ErrorMessage
      error={error}
      retryUrl={retryUrl}
      directory={`/${pathname.split("/")[1] ?? ""}`}
      nameOf={pathname.startsWith("/audiences/") ? regionName : undefined}
      alternatives={
        <AudienceSuggestions {...suggestedAudiences(error.errors)} path={pathname} query={rawQuery} />
      }
      form={error.status === 400 && <PageForm path={pathname} values={rawQuery} errors={error.errors} />}
    />
  )
}
