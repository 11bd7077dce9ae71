import { type GetServerDataProps, type HeadProps, navigate, type PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { useLatestFeatures } from "#app/latest-features"
import { filtersIn, useLiveFilters } from "#app/live-filters"
import { Legend } from "#components/charts/legend"
import { exactPercent } from "#components/charts/percent"
import { FeatureDownloads } from "#components/features/feature-downloads"
import { FeatureFilters } from "#components/features/feature-filters"
import { FeaturePresets } from "#components/features/feature-presets"
import { FeatureTable } from "#components/features/feature-table"
import { FilterChips } from "#components/features/filter-chips"
import { NoFeatures } from "#components/features/no-features"
import { Elsewhere, QuestionReach } from "#components/features/question-reach"
import { ReachHistogram } from "#components/features/reach-histogram"
import { Seo, useTitle } from "#components/layout/seo"
import { withQuery } from "#components/ui/audience-context"
import { AudienceName } from "#components/ui/audience-name"
import type { FieldError } from "#components/ui/field"
import { lacksFigures, NoFigures } from "#components/ui/no-figures"
import { Pagination } from "#components/ui/pagination"
import { QueryNotes } from "#components/ui/query-notes"
import { QueryView } from "#components/ui/query-view"
import { UnknownShare } from "#components/ui/unknown-share"
import { isBeyondBasis, UnreachableShare } from "#components/ui/unreachable-share"
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
  const { query: live, version, change, submit } = useLiveFilters(query, visit, ["min", "target", "page"])
  const result = useLatestFeatures(live)
  useTitle(titleFor(live))
  return (
    <>
      <h1>What can we use?</h1>
      <FeatureFilters
        key={`${visit} ${version}`}
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
        {({ audience, target, question, parts, elsewhere, items, page, pageSize, total, ...counts }) => (
          <>
            {question && <QuestionReach question={question} />}
            {lacksFigures(audience) ? (
              <>
                <p role="status">{featuresText(total)}</p>
                <NoFigures audience={audience} />
              </>
            ) : (
              <>
                <FeaturePresets response={{ target, total, pageSize, ...counts }} query={live} />
                <ReachHistogram counts={counts.reachCounts} query={live} />
                <div className={styles.summary}>
                  <p>
                    <strong role="status">
                      {featuresText(total)} for <AudienceName audience={audience} />
                    </strong>
                    . {counts.meetingTarget === 1 ? "1 meets" : `${counts.meetingTarget} meet`} your{" "}
                    {exactPercent(target)}% target.
                    <UnknownShare audience={audience} />
                  </p>
                  <Legend unknown={audience.of === "all" ? audience.unknown : 0} />
                </div>
                <QueryNotes audience={audience} />
              </>
            )}
            {items.length > 0 && isBeyondBasis(target, audience) && (
              <UnreachableShare share={target} audience={audience} query={live} />
            )}
            {elsewhere.length > 0 && (
              <p>
                <Elsewhere items={elsewhere} />
              </p>
            )}
            {items.length > 0 || parts.length > 0 ? (
              <FeatureTable
                items={items}
                parts={page === 1 ? parts.filter(({ isExact }) => isExact) : []}
                looserFrom={looserFrom(counts.closeMatches, (page - 1) * pageSize)}
                audience={audience.label}
                target={target}
                query={live}
              />
            ) : (
              <NoFeatures
                audience={audience}
                values={live}
                options={options}
                total={total}
                pageSize={pageSize}
                without={counts.without}
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

/** Returns the index on the page of the first loose match. If no feature matches closely, all features are equal. */
function looserFrom(closeMatches: number | null, start: number): number | undefined {
  return closeMatches ? Math.max(0, closeMatches - start) : undefined
}

const featuresText = (total: number) => (total === 1 ? "1 feature" : `${total} features`)

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
