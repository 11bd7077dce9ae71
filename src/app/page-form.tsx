import React from "react"
import { AudienceSearch } from "#components/audiences/audience-search"
import { CompareForm } from "#components/audiences/compare-form"
import { CoverForm } from "#components/audiences/cover-form"
import { DropForm } from "#components/browsers/drop-form"
import { VersionForm } from "#components/browsers/version-form"
import { ComparisonForm } from "#components/features/comparison-form"
import { FeatureFilters } from "#components/features/feature-filters"
import { StackForm } from "#components/stack/stack-form"
import type { FieldError } from "#components/ui/field"

/**
 * Shows the forms of the page at `path` with the visitor's input and the errors of this input. Shows nothing if the
 * page has no form.
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
    return (
      <>
        <CoverForm path={path} cover={values.cover} errors={errors} />
        <CompareForm path={path} vs={values.vs} errors={errors} />
      </>
    )
  }
  if (path.startsWith("/features/") && values.vs) {
    return <ComparisonForm path={path} {...values} errors={errors} />
  }
  if (path.startsWith("/browsers/")) {
    return (
      <>
        <VersionForm path={path} version={values.version} errors={errors} />
        <DropForm path={path} below={values.below} errors={errors} />
      </>
    )
  }
  return null
}
