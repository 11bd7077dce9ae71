import type { GetServerDataProps, HeadProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { Seo } from "#components/layout/seo"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { serverData } from "#query/site-server-data"
import { FeatureQuery } from "#resources/feature-resource"

/** Handles slugs that have no feature page. The feature has moved (301), was split (410) or is unknown (404). */
export default function NoFeaturePage() {
  return null
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: FeatureQuery,
    cache: figuresPolicy,
    async load({ params: { slug: id = "" }, query, prefetch }) {
      await prefetch(api.endpoints.feature.initiate({ id, ...query }))
      return {}
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, ServerDataOf<typeof getServerData>>) => (
  <Seo title={titleOf(serverData, () => "Features")} />
)
