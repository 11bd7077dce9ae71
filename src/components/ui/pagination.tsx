import React from "react"
import { AudienceLink } from "./audience-context"
import * as styles from "./pagination.module.css"

export function Pagination({
  path,
  query,
  page,
  pageSize,
  total,
}: {
  path: string
  query: Readonly<Record<string, string | number | undefined>>
  page: number
  pageSize: number
  total: number
}) {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (page === 1 && pages === 1) return null
  const target = (to: number) => ({ ...query, page: to === 1 ? undefined : to })
  return (
    <nav className={styles.pagination} aria-label="Pages">
      {page > 1 && (
        <AudienceLink to={path} query={target(Math.min(page - 1, pages))} rel="prev">
          Previous
        </AudienceLink>
      )}
      {page <= pages && (
        <span>
          Page {page} of {pages}
        </span>
      )}
      {page < pages && (
        <AudienceLink to={path} query={target(page + 1)} rel="next">
          Next
        </AudienceLink>
      )}
    </nav>
  )
}
