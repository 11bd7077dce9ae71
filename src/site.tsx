import { navigate, type WrapPageElementBrowserArgs } from "gatsby"
import React, { type ReactNode, useState } from "react"
import { AudienceProvider, withQuery } from "./components/audience-context"
import { AudiencePicker } from "./components/audience-picker"
import type { FieldError } from "./components/field"
import { Layout } from "./components/layout"
import { OutcomePage } from "./components/outcome-page"
import { PageForm } from "./components/page-form"
import { api } from "./query/api"
import { drawOutcomes, type OutcomePageProps, outcomeOf } from "./server-data/client"

type PageElement = Pick<WrapPageElementBrowserArgs, "element" | "props">

/** What gatsby-browser and gatsby-ssr wrap each page in: the layout, and in the page's place an outcome if there is one. */
export function wrapPageElement({ element, props }: PageElement) {
  const serverData = (props.serverData ?? undefined) as { query?: Record<string, unknown> } | undefined
  const ended = outcomeOf(serverData)
  const query = ended?.typed ?? serverData?.query
  const { pathname, search } = props.location
  return (
    <AudienceProvider query={query} search={search}>
      <Layout
        picker={<Picker path={pathname} query={query ?? {}} errors={ended?.outcome.errors as FieldError[]} />}
      >
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

/** The audience picker, which asks for the regions once the visitor turns to it. */
function Picker({
  path,
  query,
  errors,
}: {
  path: string
  query: Readonly<Record<string, unknown>>
  errors: readonly FieldError[] | undefined
}) {
  const [opened, setOpened] = useState(false)
  const { data } = api.useAudiencesQuery({}, { skip: !opened })
  return (
    <AudiencePicker
      path={path}
      others={othersIn(query)}
      options={data?.items ?? []}
      onOpen={() => setOpened(true)}
      // The address, since live filters may have changed it after the page was rendered.
      onChoose={(choice) => {
        const asked = Object.fromEntries(new URLSearchParams(window.location.search))
        void navigate(withQuery(path, { ...othersIn(asked), ...choice }))
      }}
      errors={errors}
    />
  )
}

/** What a query asks besides the audience; another audience begins at the first page. */
function othersIn(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const { audience: _, browsers: __, of: ___, page: ____, ...others } = query
  return Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]))
}
