import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { FeatureDetails } from "#components/features/feature-details"
import { LivePanel } from "#components/features/live-panel"
import { Seo } from "#components/layout/seo"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { serverData } from "#query/site-server-data"
import { FeatureQuery } from "#resources/feature-resource"

type Data = ServerDataOf<typeof getServerData>

export default function FeaturePage({ serverData: { id, query } }: PageProps<object, object, unknown, Data>) {
  const live = api.useLiveQuery({ id })
  return (
    <QueryView result={api.useFeatureQuery({ id, ...query })}>
      {(response) => (
        <FeatureDetails response={response}>
          <LivePanel id={id} result={live} browsers={response.browsers} />
        </FeatureDetails>
      )}
    </QueryView>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: FeatureQuery,
    cache: figuresPolicy,
    async load({ params: { slug: id = "" }, query, prefetch, measure }) {
      const [{ feature }] = await Promise.all([
        prefetch(api.endpoints.feature.initiate({ id, ...query })),
        // This data comes from another server. If the data is late or the request fails, the browser requests the data.
        measure("remote", () =>
          prefetch.optional(api.endpoints.live.initiate({ id }), {
            timeoutMs: 300,
            shouldDehydrate: ({ status }) => status !== "failed",
          }),
        ),
      ])
      return { id, name: feature.name, description: feature.description }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, ({ name }) => name)}
    description={serverData.description}
    path={serverData.id && `/features/${serverData.id}`}
  />
)
