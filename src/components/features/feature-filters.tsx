import { withPrefix } from "gatsby"
import React, { type ComponentProps, type RefObject, useEffect, useRef } from "react"
import type { FeaturesResponse } from "#resources/features-resource"
import { AudienceFields, useAudienceChoice } from "../ui/audience-context"
import { Field, type FieldError } from "../ui/field"
import { IncludeUnknown } from "../ui/include-unknown"
import { SearchInput } from "../ui/search-input"
import * as styles from "./feature-filters.module.css"
import { baselineNames, type FilterOptions, type FilterValues, type Option } from "./filter-names"

export function FeatureFilters({
  values,
  options,
  counts,
  errors,
  onChange,
  onSubmit,
  onAudience,
}: {
  values: FilterValues
  options?: FilterOptions
  counts?: FeaturesResponse["options"]
  errors?: readonly FieldError[]
  /** Called after each change of a field. Without this callback the form is only submitted. */
  onChange?(form: HTMLFormElement): void
  /** Replaces the form's own submission. */
  onSubmit?(form: HTMLFormElement): void
  /** Called if the audience changes. Every number and link depends on the audience, so the page must navigate. */
  onAudience?(form: HTMLFormElement): void
}) {
  const { of } = useAudienceChoice()
  const form = useRef<HTMLFormElement>(null)
  useEarlyInput(form, { onChange, onAudience })
  return (
    <search>
      <form
        ref={form}
        className={styles.filters}
        action={withPrefix("/features")}
        method="get"
        aria-label="Features"
        onChange={({ currentTarget, target, nativeEvent }) => {
          // Ignores input while an input method composes a word.
          if ("isComposing" in nativeEvent && nativeEvent.isComposing) return
          const isAudience = target instanceof HTMLInputElement && target.name === "of"
          if (isAudience) onAudience?.(currentTarget)
          else onChange?.(currentTarget)
        }}
        onCompositionEnd={({ currentTarget }) => onChange?.(currentTarget)}
        onSubmit={(event) => {
          if (!onSubmit) return
          event.preventDefault()
          onSubmit(event.currentTarget)
        }}
      >
        <div className={styles.search}>
          <Field label="Search" errors={errors}>
            <SearchInput name="q" defaultValue={values.q} />
          </Field>
          <button type="submit">Filter</button>
        </div>
        <Field label="Baseline" errors={errors}>
          <Choice name="baseline" value={values.baseline} options={baselineNames} counts={counts?.baseline} />
        </Field>
        <Field label="Minimum reach (%)" errors={errors}>
          <input name="min" inputMode="decimal" defaultValue={values.min} placeholder="95" />
        </Field>
        <Field label="Group" errors={errors}>
          <Choice name="group" value={values.group} options={options?.groups} counts={counts?.group} />
        </Field>
        <Field label="Snapshot" errors={errors}>
          <Choice
            name="snapshot"
            value={values.snapshot}
            options={options?.snapshots}
            counts={counts?.snapshot}
          />
        </Field>
        <Field label="Sort by" errors={errors}>
          <Choice name="sort" value={values.sort} options={orders} none="default" />
        </Field>
        <IncludeUnknown scope={of} />
        <AudienceFields without="of" />
      </form>
    </search>
  )
}

/**
 * Applies values that the visitor entered before hydration or that the browser restored after a reload. Such values
 * cause no event.
 */
function useEarlyInput(
  form: RefObject<HTMLFormElement | null>,
  { onChange, onAudience }: Pick<ComponentProps<typeof FeatureFilters>, "onChange" | "onAudience">,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, after hydration
  useEffect(() => {
    if (!form.current) return
    const names = [...form.current.elements].filter(isChanged).map((field) => field.getAttribute("name"))
    if (names.includes("of")) onAudience?.(form.current)
    else if (names.length > 0) onChange?.(form.current)
  }, [])
}

function isChanged(field: Element): boolean {
  if (field instanceof HTMLSelectElement) {
    return [...field.options].some(({ selected, defaultSelected }) => selected !== defaultSelected)
  }
  if (!(field instanceof HTMLInputElement)) return false
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked
}

const orders: readonly Option[] = [
  { id: "relevance", name: "relevance" },
  { id: "newest", name: "newest that meet the target" },
  { id: "reach", name: "reach" },
  { id: "name", name: "name" },
]

/** A select that also shows an invalid value from the address, so that the visitor can correct it. */
function Choice({
  value = "",
  options = [],
  counts,
  none = "any",
  ...rest
}: {
  name: string
  value?: string | number
  options?: readonly Option[]
  counts?: Readonly<Record<string, number>>
  none?: string
  id?: string
}) {
  const offered = value === "" || options.some(({ id }) => id === value)
  return (
    <select {...rest} defaultValue={value}>
      <option value="">{none}</option>
      {!offered && <option value={value}>{value}</option>}
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {counts ? `${name} (${counts[id] ?? 0})` : name}
        </option>
      ))}
    </select>
  )
}
