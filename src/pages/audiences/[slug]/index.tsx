import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import { redirect, type ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { useChosenAudience, withQuery } from "../../../components/audience-context"
import { AudienceDetails } from "../../../components/audience-details"
import { QueryView } from "../../../components/query-view"
import { Seo } from "../../../components/seo"
import { api } from "../../../query/api"
import { ofAudience } from "../../../query/cache"
import { serverData } from "../../../query/server-data"
import { AudiencePageQuery } from "../../../resources/audience"
import { useAudienceName } from "../../../site/use-audience-name"

type Data = ServerDataOf<typeof getServerData>

/** Who are our visitors: what to build for, and the browsers of one audience beside the world's. */
export default function AudiencePage({
  serverData: { shown, world },
}: PageProps<object, object, unknown, Data>) {
  const compared = api.useAudienceQuery(world, { skip: shown.slug === world.slug })
  const { audience: id = "world" } = useChosenAudience()
  const chosen = { id, label: useAudienceName(id) }
  return (
    <QueryView result={api.useAudienceQuery(shown)}>
      {(response) => <AudienceDetails response={response} world={compared.data} chosen={chosen} />}
    </QueryView>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: AudiencePageQuery,
    cache: ofAudience,
    async load({ params: { slug = "" }, query, prefetch }) {
      const { audience: _, ...asked } = query
      const { cover: __, ...narrowing } = asked
      const shown = { slug, ...asked, history: "yes" as const }
      const world = { slug: "world", ...narrowing }
      const { id, label, kind } = await prefetch(api.endpoints.audience.initiate(shown))
      if (id !== slug) throw redirect(withQuery(`/audiences/${id}`, query), 301)
      if (id !== "world") await prefetch(api.endpoints.audience.initiate(world))
      return { shown, world, label, kind }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, ({ label }) => `Visitors: ${label}`)}
    description={
      serverData.label && `The browsers of ${serverData.label} beside the world’s, and what Baseline covers.`
    }
    path={serverData.shown && `/audiences/${serverData.shown.slug}`}
    noindex={serverData.kind === "saved"}
    about={serverData.kind === "saved" ? undefined : usageOf(serverData.label)}
  />
)

/** The usage of a region as schema.org describes it. */
const usageOf = (label: string) => ({
  "@type": "Dataset",
  name: `Browsers of the visits: ${label}`,
  description: `The share of each browser version in the visits of ${label}, and what Baseline covers of them.`,
  license: "https://creativecommons.org/licenses/by/4.0/",
  isBasedOn: "https://github.com/browserslist/caniuse-lite",
})
