import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { BrowserTable } from "#components/browsers/browser-table"
import { Seo } from "#components/layout/seo"
import { AudienceVisits } from "#components/ui/audience-name"
import { QueryNotes } from "#components/ui/query-notes"
import { QueryView } from "#components/ui/query-view"
import { UnknownShare } from "#components/ui/unknown-share"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { serverData } from "#query/site-server-data"
import { BrowsersQuery } from "#resources/browsers-resource"

type Data = ServerDataOf<typeof getServerData>

export default function BrowsersPage({ serverData: { query } }: PageProps<object, object, unknown, Data>) {
  return (
    <>
      <h1>Browsers</h1>
      <QueryView result={api.useBrowsersQuery(query)}>
        {({ audience, items }) => (
          <>
            <p>
              Browsers by their share of <AudienceVisits audience={audience} />. Open a browser to see which
              features each version supports.
              <UnknownShare audience={audience} />
            </p>
            <QueryNotes audience={audience} />
            <BrowserTable items={items} />
          </>
        )}
      </QueryView>
    </>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: BrowsersQuery,
    cache: figuresPolicy,
    async load({ query, prefetch }) {
      await prefetch(api.endpoints.browsers.initiate(query))
      return {}
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, () => "Browsers")}
    description="Every browser with its share of visits, its newest version and the features that it supports."
    path="/browsers"
  />
)
