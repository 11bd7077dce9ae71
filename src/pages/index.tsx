import { type GetServerDataProps, type HeadProps, type PageProps, withPrefix } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { BaselineYears } from "#components/charts/baseline-years"
import { Percent } from "#components/charts/percent"
import { Seo } from "#components/layout/seo"
import { AudienceFields, AudienceLink } from "#components/ui/audience-context"
import { AudienceVisits } from "#components/ui/audience-name"
import { Field } from "#components/ui/field"
import { QueryView } from "#components/ui/query-view"
import { SearchInput } from "#components/ui/search-input"
import { UnknownShare } from "#components/ui/unknown-share"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { asAudienceParameter } from "#query/http-errors"
import { serverData } from "#query/site-server-data"
import { BrowsersQuery } from "#resources/browsers-resource"
import * as styles from "./index.module.css"

type Data = ServerDataOf<typeof getServerData>

export default function HomePage({ serverData: { audienceArgs } }: PageProps<object, object, unknown, Data>) {
  return (
    <QueryView result={api.useAudienceQuery(audienceArgs)}>
      {({ id, label, baseline, unknown }) => (
        <>
          <div className={styles.hero}>
            <div>
              <h1>Which web features reach your visitors?</h1>
              <search>
                <form className={styles.search} action={withPrefix("/features")} method="get">
                  <Field label="Search web features">
                    <SearchInput name="q" />
                  </Field>
                  <AudienceFields />
                  <button type="submit">Search</button>
                </form>
              </search>
            </div>
            <p className={styles.answer}>
              <strong className={styles.figure}>
                <Percent value={baseline.widely} />
              </strong>{" "}
              of <AudienceVisits audience={{ id, label, ...audienceArgs }} /> support everything in{" "}
              <AudienceLink to="/features" query={{ baseline: "widely" }}>
                Baseline Widely available
              </AudienceLink>
              . <Percent value={baseline.newly} /> also support everything{" "}
              <AudienceLink to="/features" query={{ baseline: "newly" }}>
                Newly available
              </AudienceLink>
              .
              <UnknownShare audience={{ id, of: audienceArgs.of, unknown }} />
            </p>
          </div>
          <h2>Reach of each Baseline year</h2>
          <BaselineYears years={baseline.years} />
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
      await prefetch(api.endpoints.audience.initiate(audienceArgs)).catch(asAudienceParameter(slug))
      return { audienceArgs }
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
