import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { AudienceBrowsers } from "#components/audiences/audience-browsers"
import { AudienceList } from "#components/audiences/audience-list"
import { AudienceSearch } from "#components/audiences/audience-search"
import { Seo } from "#components/layout/seo"
import { AudienceLink } from "#components/ui/audience-context"
import { AudienceName } from "#components/ui/audience-name"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"
import { audienceListPolicy } from "#query/cache-policies"
import { asAudienceParameter } from "#query/http-errors"
import { serverData } from "#query/site-server-data"
import { AudiencesPageQuery } from "#resources/audiences-resource"

type Data = ServerDataOf<typeof getServerData>

export default function AudiencesPage({
  serverData: { query, audienceArgs },
}: PageProps<object, object, unknown, Data>) {
  return (
    <>
      <h1>Audiences</h1>
      <QueryView result={api.useAudienceQuery(audienceArgs)}>
        {({ id, label, browsers }) => (
          <>
            <p>
              All figures are for one audience, now{" "}
              <AudienceLink to={`/audiences/${id}`}>
                <AudienceName
                  audience={{ id, label, browsers: audienceArgs.browsers, of: audienceArgs.of }}
                />
              </AudienceLink>
              . Change it here or in the page header.
            </p>
            {audienceArgs.browsers && !query.q && <AudienceBrowsers label={label} browsers={browsers} />}
          </>
        )}
      </QueryView>
      <p>
        You can also <AudienceLink to="/audiences/new">import your own visitors</AudienceLink> from analytics,
        an access log or browserslist statistics.
      </p>
      <AudienceSearch q={query.q} />
      <QueryView result={api.useAudiencesQuery({ q: query.q })}>
        {({ items, nearest, savedAvailable }) => (
          <>
            {!savedAvailable && <p role="status">Imported audiences are temporarily unavailable.</p>}
            <AudienceList items={items} q={query.q} suggestions={nearest} />
          </>
        )}
      </QueryView>
    </>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: AudiencesPageQuery,
    cache: audienceListPolicy,
    async load({ query: { q, audience: slug = "world", ...filter }, prefetch }) {
      const audienceArgs = { slug, ...filter }
      await Promise.all([
        prefetch(api.endpoints.audience.initiate(audienceArgs)).catch(asAudienceParameter(slug)),
        prefetch(api.endpoints.audiences.initiate({ q })),
      ])
      return { audienceArgs }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, () => "Audiences")}
    description="The world, its continents and every country: choose the audience for all figures."
    path="/audiences"
  />
)
