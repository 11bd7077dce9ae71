import type { GetServerDataProps, HeadProps } from "gatsby"
import { redirect, type ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { Seo } from "#components/layout/seo"
import { withQuery } from "#components/ui/audience-context"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { serverData } from "#query/site-server-data"
import { BrowserQuery } from "#resources/browser-resource"

/** Handles slugs that have no browser page. Redirects caniuse ids (301). Returns 404 for all other slugs. */
export default function NoBrowserPage() {
  return null
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: BrowserQuery,
    cache: figuresPolicy,
    async load({ params: { slug: id = "" }, query, prefetch }) {
      const { browser } = await prefetch(api.endpoints.browser.initiate({ id, ...query }))
      throw redirect(withQuery(`/browsers/${browser.id}`, query), 301)
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, ServerDataOf<typeof getServerData>>) => (
  <Seo title={titleOf(serverData, () => "Browsers")} />
)
