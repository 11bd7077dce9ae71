import { type GetServerDataProps, type HeadProps, navigate, type PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { useLatestFeatures } from "#app/latest-features"
import { filtersIn, useLiveFilters } from "#app/live-filters"
import { Legend } from "#components/charts/legend"
import { FeatureDownloads } from "#components/features/feature-downloads"
import { FeatureFilters } from "#components/features/feature-filters"
import { FeatureTable } from "#components/features/feature-table"
import { FilterChips } from "#components/features/filter-chips"
import { NoFeatures } from "#components/features/no-features"
import { Seo, useTitle } from "#components/layout/seo"
import { withQuery } from "#components/ui/audience-context"
import { AudienceName } from "#components/ui/audience-name"
import type { FieldError } from "#components/ui/field"
import { Pagination } from "#components/ui/pagination"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { serverData } from "#query/site-server-data"
import { FeaturesQuery } from "#resources/features-resource"
import { filterOptions } from "#resources/filter-options"
import * as styles from "./index.module.css"

type Data = ServerDataOf<typeof getServerData>

export default function FeaturesPage({
  serverData: { query, options },
  location,
}: PageProps<object, object, unknown, Data>) {
  // The key is not enough: after a link to an anchor of the page, two history entries have the same key.
  const visit = `${location.key} ${location.search}`
  const { query: live, change, submit } = useLiveFilters(query, visit, ["min", "page"])
  const result = useLatestFeatures(live)
  useTitle(titleFor(live))
  return (
    <>
      <h1>What can we use?</h1>
      <FeatureFilters
        key={visit}
        values={query}
        options={options}
        counts={result.data?.options}
        errors={errorsOf(result)}
        onChange={change}
        onSubmit={submit}
        onAudience={(form) => void navigate(withQuery("/features", filtersIn(form)), { replace: true })}
      />
      <FilterChips values={live} options={options} />
      <QueryView result={result}>
        {({ audience, items, page, pageSize, total, without }) => (
          <>
            <div className={styles.summary}>
              <p role="status">
                {total === 1 ? "1 feature" : `${total} features`} for <AudienceName audience={audience} />
              </p>
              <Legend />
            </div>
            {items.length > 0 ? (
              <FeatureTable items={items} audience={audience.label} query={live} />
            ) : (
              <NoFeatures
                values={live}
                options={options}
                total={total}
                pageSize={pageSize}
                without={without}
              />
            )}
            <Pagination path="/features" query={live} page={page} pageSize={pageSize} total={total} />
            {total > 0 && <FeatureDownloads query={live} />}
          </>
        )}
      </QueryView>
    </>
  )
}

const titleFor = ({ q }: { q?: string }) => (q ? `Features for “${q}”` : "Features")

function errorsOf({ error }: { error?: unknown }) {
  return (error as { errors?: FieldError[] } | undefined)?.errors
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: FeaturesQuery,
    cache: figuresPolicy,
    async load({ query, prefetch }) {
      await prefetch(api.endpoints.features.initiate(query))
      return { options: filterOptions() }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, ({ query }) => titleFor(query))}
    description="Every web feature with the share of your visits that support it."
    path="/features"
  />
)
