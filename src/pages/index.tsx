import { type GetServerDataProps, type HeadProps, type PageProps, withPrefix } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { BaselineYears } from "#components/charts/baseline-years"
import { formatPercent } from "#components/charts/percent"
import { Doors } from "#components/home/doors"
import { HomeVerdict } from "#components/home/home-verdict"
import { Seo } from "#components/layout/seo"
import { AudienceFields } from "#components/ui/audience-context"
import { Field } from "#components/ui/field"
import { lacksFigures } from "#components/ui/no-figures"
import { QueryView } from "#components/ui/query-view"
import { SearchInput } from "#components/ui/search-input"
import { Snippet } from "#components/ui/snippet"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { asAudienceParameter } from "#query/http-errors"
import { serverData } from "#query/site-server-data"
import { BrowsersQuery } from "#resources/browsers-resource"
import * as styles from "./index.module.css"

type Data = ServerDataOf<typeof getServerData>

export default function HomePage({
  serverData: { audienceArgs, worldArgs },
}: PageProps<object, object, unknown, Data>) {
  const world = api.useAudienceQuery(worldArgs ?? audienceArgs, { skip: worldArgs === null })
  return (
    <QueryView result={api.useAudienceQuery(audienceArgs)}>
      {({ id, label, query, of, unknown, note, notMeasured, baseline, target, recommended }) => (
        <>
          <div className={styles.hero}>
            <div>
              <h1>Which web features reach your visitors?</h1>
              <search>
                <form className={styles.search} action={withPrefix("/features")} method="get">
                  <Field label="Search web features, or ask for several">
                    <SearchInput name="q" placeholder=":has(), popover in Germany" />
                  </Field>
                  <AudienceFields />
                  <button type="submit">Search</button>
                </form>
              </search>
            </div>
            <div>
              <HomeVerdict
                audience={{ id, label, browsers: query, of, unknown, note, notMeasured }}
                baseline={baseline}
                target={target}
              />
            </div>
          </div>
          <Doors audience={{ id, label }} target={target} />
          {!lacksFigures({ unknown }) && (
            <>
              <h2>Reach of each Baseline year</h2>
              <BaselineYears
                years={baseline.years}
                target={target}
                widely={baseline.widely}
                compared={world.data && { label: world.data.label, years: world.data.baseline.years }}
              />
            </>
          )}
          {recommended.browserslist && (
            <Snippet
              heading={`Build target for ${formatPercent(recommended.share)} of identified visits`}
              text={recommended.browserslist}
              copy="Copy browserslist query"
            />
          )}
        </>
      )}
    </QueryView>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: BrowsersQuery,
    cache: figuresPolicy,
    async load({ query, prefetch }) {
      const { audience: slug = "world", ...filter } = query
      const audienceArgs = { slug, ...filter }
      const { id } = await prefetch(api.endpoints.audience.initiate(audienceArgs)).catch(
        asAudienceParameter(slug),
      )
      const worldArgs = id === "world" ? null : { ...audienceArgs, slug: "world" }
      if (worldArgs) await prefetch(api.endpoints.audience.initiate(worldArgs))
      return { audienceArgs, worldArgs }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, () => "")}
    description="See which web features your visitors’ browsers support, and which visits you lose if you use one."
    path="/"
    about={{ "@type": "WebSite", name: "Reachline" }}
  />
)
