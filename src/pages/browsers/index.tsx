import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { AudienceName } from "../../components/audience-name"
import { BrowserTable } from "../../components/browser-table"
import { QueryView } from "../../components/query-view"
import { Seo } from "../../components/seo"
import { api } from "../../query/api"
import { forFiveMinutes } from "../../query/cache"
import { serverData } from "../../query/server-data"
import { BrowsersQuery } from "../../resources/browsers"

type Data = ServerDataOf<typeof getServerData>

/** Every browser that is known here, with its share of the audience. */
export default function BrowsersPage({ serverData: { query } }: PageProps<object, object, unknown, Data>) {
  return (
    <>
      <h1>Browsers</h1>
      <QueryView result={api.useBrowsersQuery(query)}>
        {({ audience, items }) => (
          <>
            <p>
              The browsers of the visits (<AudienceName audience={audience} />
              ), and the rest that are known here. Open one to see what each of its versions has and lacks.
            </p>
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
    cache: forFiveMinutes,
    async load({ query, prefetch }) {
      await prefetch(api.endpoints.browsers.initiate(query))
      return {}
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, () => "Browsers")}
    description="Every browser with its share of your visitors, its newest version, and what it has and lacks."
    path="/browsers"
  />
)
