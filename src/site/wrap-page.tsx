import type { WrapPageElementBrowserArgs } from "gatsby"
import { createWrapPageElement, type ErrorPageProps, errorOf } from "gatsby-plugin-server-data/client"
import React, { type ReactNode } from "react"
import { AudienceProvider } from "../components/audience-context"
import { ErrorMessage } from "../components/error-message"
import type { FieldError } from "../components/field"
import { Layout } from "../components/layout"
import { PageForm } from "../components/page-form"
import { Picker } from "./picker"

type PageElement = Pick<WrapPageElementBrowserArgs, "element" | "props">

/** What gatsby-browser and gatsby-ssr wrap each page in: the layout, and in the page's place an error if there is one. */
export function wrapPageElement({ element, props }: PageElement) {
  const serverData = (props.serverData ?? undefined) as { query?: Record<string, unknown> } | undefined
  const ended = errorOf(serverData)
  const query = ended?.rawQuery ?? serverData?.query
  const { pathname, search } = props.location
  const errors = ended?.error.errors as FieldError[] | undefined
  return (
    <AudienceProvider query={query} search={search}>
      <Layout path={pathname} picker={<Picker path={pathname} query={query ?? {}} errors={errors} />}>
        {showError({ element, props })}
      </Layout>
    </AudienceProvider>
  )
}

const showError = createWrapPageElement(
  ({ error, rawQuery, pathname, retryUrl }: ErrorPageProps): ReactNode => {
    const directory = `/${pathname.split("/")[1] ?? ""}`
    return (
      <ErrorMessage
        error={error}
        retryUrl={retryUrl}
        directory={directory}
        form={error.status === 400 && <PageForm path={pathname} values={rawQuery} errors={error.errors} />}
      />
    )
  },
)
