import React from "react"
import { AudienceSearch } from "./audience-search"
import { CoverForm } from "./cover-form"
import { FeatureFilters } from "./feature-filters"
import type { FieldError } from "./field"
import { StackForm } from "./stack-form"
import { VersionForm } from "./version-form"

/** The form of the page at `path`, with the visitor's input and its errors. Null if the page has no form. */
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
