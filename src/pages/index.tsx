import { type GetServerDataProps, type HeadProps, type PageProps, withPrefix } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { AudienceFields, AudienceLink } from "../components/audience-context"
import { AudienceName } from "../components/audience-name"
import { BaselineYears } from "../components/baseline-years"
import { Field } from "../components/field"
import { Percent } from "../components/percent"
import { QueryView } from "../components/query-view"
import { SearchInput } from "../components/search-input"
import { Seo } from "../components/seo"
import { api } from "../query/api"
import { forFiveMinutes } from "../query/cache"
import { asAudienceParameter } from "../query/outcomes"
import { serverData } from "../query/server-data"
import { FeatureQuery } from "../resources/feature"
import * as styles from "./index.module.css"

type Data = ServerDataOf<typeof getServerData>

/** How modern is this audience: what Baseline covers of it, and the way to a feature. */
export default function HomePage({ serverData: { audience } }: PageProps<object, object, unknown, Data>) {
  return (
    <QueryView result={api.useAudienceQuery(audience)}>
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
              of the visits (<AudienceName audience={{ id, label, ...audience }} />) have a browser with
              everything that is{" "}
              <AudienceLink to="/features" query={{ baseline: "widely" }}>
                Baseline widely available
              </AudienceLink>
              , and <Percent value={baseline.newly} /> one with everything that is{" "}
              <AudienceLink to="/features" query={{ baseline: "newly" }}>
                newly available
              </AudienceLink>{" "}
              too.
              {unknown > 0 && (
                <>
                  {" "}
                  The browsers of <Percent value={unknown} /> are not known.
                </>
              )}
            </p>
          </div>
          <h2>Covered by the Baseline of each year</h2>
          <BaselineYears years={baseline.years} />
        </>
      )}
    </QueryView>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: FeatureQuery,
    cache: forFiveMinutes,
    async load({ query, prefetch }) {
      const { audience: slug = "world", ...narrowing } = query
      const audience = { slug, ...narrowing }
      await prefetch(api.endpoints.audience.initiate(audience)).catch(asAudienceParameter(slug))
      return { audience }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, () => "")}
    description="Which web-platform features reach your own visitors, and whom you lose by using one."
    path="/"
    about={{ "@type": "WebSite", name: "Reachline" }}
  />
)
