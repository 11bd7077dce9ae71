import type { WrapPageElementBrowserArgs } from "gatsby"
import { errorOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { Layout } from "#components/layout/layout"
import { AudienceProvider } from "#components/ui/audience-context"
import type { FieldError } from "#components/ui/field"
import { Picker } from "./picker"

type PageElement = Pick<WrapPageElementBrowserArgs, "element" | "props">

/** The layout around each page, and around the error page that gatsby-plugin-server-data shows instead of a page. */
export function wrapPageElement({ element, props }: PageElement) {
  const serverData = (props.serverData ?? undefined) as { query?: Record<string, unknown> } | undefined
  const failed = errorOf(serverData)
  const query = failed?.rawQuery ?? serverData?.query
  const { pathname, search } = props.location
  const errors = failed?.error.errors as FieldError[] | undefined
  const hasWrongStack = errors?.some(({ parameter }) => parameter === "features")
  return (
    // The links of a page contain the visitor's stack. An invalid stack must not be in the links.
    <AudienceProvider query={hasWrongStack ? { ...query, features: undefined } : query} search={search}>
      <Layout
        path={pathname}
        picker={
          <Picker path={pathname} query={query ?? {}} isPrerendered={query === undefined} errors={errors} />
        }
      >
        {element}
      </Layout>
    </AudienceProvider>
  )
}
