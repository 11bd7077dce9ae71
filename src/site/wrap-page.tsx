import type { WrapPageElementBrowserArgs } from "gatsby"
import { drawOutcomes, type OutcomePageProps, outcomeOf } from "gatsby-plugin-server-data/client"
import React, { type ReactNode } from "react"
import { AudienceProvider } from "../components/audience-context"
import type { FieldError } from "../components/field"
import { Layout } from "../components/layout"
import { OutcomePage } from "../components/outcome-page"
import { PageForm } from "../components/page-form"
import { Picker } from "./picker"

type PageElement = Pick<WrapPageElementBrowserArgs, "element" | "props">

/** Wraps each page in the layout, for gatsby-browser and gatsby-ssr. An HTTP error replaces the page. */
export function wrapPageElement({ element, props }: PageElement) {
  const serverData = (props.serverData ?? undefined) as { query?: Record<string, unknown> } | undefined
  const ended = outcomeOf(serverData)
  const query = ended?.typed ?? serverData?.query
  const { pathname, search } = props.location
  const errors = ended?.outcome.errors as FieldError[] | undefined
  return (
    <AudienceProvider query={query} search={search}>
      <Layout path={pathname} picker={<Picker path={pathname} query={query ?? {}} errors={errors} />}>
        {drawOutcome({ element, props })}
      </Layout>
    </AudienceProvider>
  )
}

const drawOutcome = drawOutcomes(({ outcome, typed, pathname, address }: OutcomePageProps): ReactNode => {
  const directory = `/${pathname.split("/")[1] ?? ""}`
  return (
    <OutcomePage
      outcome={outcome}
      address={address}
      directory={directory}
      form={outcome.status === 400 && <PageForm path={pathname} values={typed} errors={outcome.errors} />}
    />
  )
})
