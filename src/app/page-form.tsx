import React from "react"
import { AudienceSearch } from "#components/audiences/audience-search"
import { CoverForm } from "#components/audiences/cover-form"
import { VersionForm } from "#components/browsers/version-form"
import { FeatureFilters } from "#components/features/feature-filters"
import { StackForm } from "#components/stack/stack-form"
import type { FieldError } from "#components/ui/field"

/**
 * Shows the form of the page at `path` with the visitor's input and its errors. Shows nothing if the page has no form.
 */
export function PageForm({
  path,
  values,
  errors,
}: {
  path: string
  values: Readonly<Record<string, string>>
  errors?: readonly FieldError[]
}) {
  if (path === "/features") return <FeatureFilters values={values} errors={errors} />
  if (path === "/stack") return <StackForm values={values} errors={errors} />
  if (path === "/audiences") return <AudienceSearch q={values.q} errors={errors} />
  if (/^\/audiences\/(?!new$)[^/]+$/.test(path)) {
    return <CoverForm path={path} cover={values.cover} errors={errors} />
  }
  if (path.startsWith("/browsers/")) {
    return <VersionForm path={path} version={values.version} errors={errors} />
  }
  return null
}
