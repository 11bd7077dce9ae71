import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import { redirect, type ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { useAudienceName } from "#app/use-audience-name"
import { AudienceDetails } from "#components/audiences/audience-details"
import { Seo } from "#components/layout/seo"
import { useAudienceChoice, withQuery } from "#components/ui/audience-context"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"
import { audiencePolicy } from "#query/cache-policies"
import { asAudienceParameter } from "#query/http-errors"
import { serverData } from "#query/site-server-data"
import { AudiencePageQuery } from "#resources/audience-resource"

type Data = ServerDataOf<typeof getServerData>

export default function AudiencePage({
  serverData: { shown, other },
}: PageProps<object, object, unknown, Data>) {
  const compared = api.useAudienceQuery(other, { skip: shown.slug === other.slug })
  const { audience: id = "world" } = useAudienceChoice()
  const chosen = { id, label: useAudienceName(id) }
  return (
    <QueryView result={api.useAudienceQuery(shown)}>
      {(response) => <AudienceDetails response={response} compared={compared.data} chosen={chosen} />}
    </QueryView>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: AudiencePageQuery,
    cache: audiencePolicy,
    async load({ params: { slug = "" }, query, prefetch }) {
      const { audience: _, vs = "world", ...parameters } = query
      const { cover: __, ...filter } = parameters
      const shown = { slug, ...parameters, history: "yes" as const }
      const other = { slug: vs, ...filter, history: "no" as const }
      const { id, label, kind } = await prefetch(api.endpoints.audience.initiate(shown))
      if (id !== slug) throw redirect(withQuery(`/audiences/${id}`, query), 301)
      if (id !== vs) {
        await prefetch(api.endpoints.audience.initiate(other)).catch(asAudienceParameter(vs, "vs"))
      }
      return { shown, other, label, kind }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, ({ label }) => `Audience: ${label}`)}
    description={
      serverData.label &&
      `The browsers of ${serverData.label} compared with another audience, and the visits that Baseline covers.`
    }
    path={serverData.shown && `/audiences/${serverData.shown.slug}`}
    noindex={serverData.kind === "saved"}
    about={serverData.kind === "saved" ? undefined : usageOf(serverData.label)}
  />
)

const usageOf = (label: string) => ({
  "@type": "Dataset",
  name: `Browser usage: ${label}`,
  description: `The share of visits from ${label} by browser version, and the visits that Baseline covers.`,
  license: "https://creativecommons.org/licenses/by/4.0/",
  isBasedOn: "https://github.com/browserslist/caniuse-lite",
})
