import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { BrowserDetails } from "#components/browsers/browser-details"
import { Seo } from "#components/layout/seo"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { serverData } from "#query/site-server-data"
import { BrowserQuery } from "#resources/browser-resource"

type Data = ServerDataOf<typeof getServerData>

export default function BrowserPage({ serverData: { id, query } }: PageProps<object, object, unknown, Data>) {
  return (
    <QueryView result={api.useBrowserQuery({ id, ...query })}>
      {(response) => <BrowserDetails response={response} requestedVersion={query.version} />}
    </QueryView>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: BrowserQuery,
    cache: figuresPolicy,
    async load({ params: { slug: id = "" }, query, prefetch }) {
      const { browser, version } = await prefetch(api.endpoints.browser.initiate({ id, ...query }))
      return { id, name: browser.name, version }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, ({ name, version }) => `${name} ${version}`)}
    description={
      serverData.name && `The web features that each version of ${serverData.name} supports and lacks.`
    }
    path={serverData.id && `/browsers/${serverData.id}`}
  />
)
