import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { FeatureDetails } from "#components/features/feature-details"
import { LivePanel } from "#components/features/live-panel"
import { Seo } from "#components/layout/seo"
import { withQuery } from "#components/ui/audience-context"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { serverData } from "#query/site-server-data"
import { FeatureQuery, type FeatureResponse } from "#resources/feature-resource"

type Data = ServerDataOf<typeof getServerData>

export default function FeaturePage({ serverData: { id, query } }: PageProps<object, object, unknown, Data>) {
  const { data: live } = api.useLiveQuery({ id })
  return (
    <QueryView result={api.useFeatureQuery({ id, ...query })}>
      {(response) => (
        <FeatureDetails response={response}>
          <LivePanel id={id} data={live} browsers={response.browsers} />
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
      const [{ feature, part }] = await Promise.all([
        prefetch(api.endpoints.feature.initiate({ id, ...query })),
        // This data comes from another server. If the data is late or the request fails, the browser requests the data.
        measure("remote", () =>
          prefetch.optional(api.endpoints.live.initiate({ id }), {
            timeoutMs: 300,
            shouldDehydrate: ({ status }) => status !== "failed",
          }),
        ),
      ])
      return { id, title: titleFor(feature, part), description: describe(feature, part), part: part?.key }
    },
  })
}

type Named = Pick<FeatureResponse, "feature" | "part">

const titleFor = (feature: Named["feature"], part: Named["part"]) =>
  part ? `${part.name}, part of ${feature.name}` : feature.name

const describe = (feature: Named["feature"], part: Named["part"]) =>
  part
    ? `The browsers of your visitors that support ${part.name}, a part of ${feature.name}.`
    : feature.description

/** A part has figures of its own, so its page is canonical. */
export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, ({ title }) => title)}
    description={serverData.description}
    path={serverData.id && withQuery(`/features/${serverData.id}`, { part: serverData.part })}
  />
)
