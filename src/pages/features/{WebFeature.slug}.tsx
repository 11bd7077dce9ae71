import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import React from "react"
import { FeatureDetails } from "../../components/feature-details"
import { QueryView } from "../../components/query-view"
import { Seo } from "../../components/seo"
import { api } from "../../query/api"
import { forFiveMinutes } from "../../query/cache"
import { serverData } from "../../query/server-data"
import { FeatureQuery } from "../../resources/feature"
import type { ServerDataOf } from "../../server-data"
import { titleOf } from "../../server-data/client"

type Data = ServerDataOf<typeof getServerData>

/** Whom do we lose if we use it: one feature's reach, and the versions that block it. */
export default function FeaturePage({ serverData: { id, query } }: PageProps<object, object, unknown, Data>) {
  return (
    <QueryView result={api.useFeatureQuery({ id, ...query })}>
      {(answer) => <FeatureDetails answer={answer} />}
    </QueryView>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: FeatureQuery,
    cache: forFiveMinutes,
    async load({ params: { slug: id = "" }, query, prefetch }) {
      const { feature } = await prefetch(api.endpoints.feature.initiate({ id, ...query }))
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
