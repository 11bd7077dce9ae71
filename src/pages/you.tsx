import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import { noStore, type ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { describeVisitor } from "#audience/visitor"
import { VisitingBrowser } from "#components/browsers/visiting-browser"
import { VisitorDetails } from "#components/browsers/visitor-details"
import { Seo } from "#components/layout/seo"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"
import { serverData } from "#query/site-server-data"
import { BrowsersQuery } from "#resources/browsers-resource"

type Data = ServerDataOf<typeof getServerData>

export default function YouPage({
  serverData: { visitor, query },
}: PageProps<object, object, unknown, Data>) {
  const { id = "", version } = visitor.browser ?? {}
  const result = api.useBrowserQuery({ id, version, ...query }, { skip: visitor.browser === undefined })
  return (
    <VisitorDetails visitor={visitor}>
      {visitor.browser && (
        <QueryView result={result}>{(response) => <VisitingBrowser response={response} />}</QueryView>
      )}
    </VisitorDetails>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: BrowsersQuery,
    cache: noStore(),
    async load({ headers, query, prefetch }) {
      const visitor = describeVisitor(headers)
      if (visitor.browser) {
        const { id, version } = visitor.browser
        await prefetch(api.endpoints.browser.initiate({ id, version, ...query }))
      }
      return { visitor }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, () => "You")}
    description="Your browser, your region and the web features that your browser lacks."
    noindex
  />
)
