import { withPrefix } from "gatsby"
import React, { useEffect, useRef } from "react"
import type { FeaturesResponse } from "../resources/features"
import { AudienceFields, useChosenAudience } from "./audience-context"
import * as styles from "./feature-filters.module.css"
import { Field, type FieldError } from "./field"
import { baselineNames, type FilterOptions, type FilterValues, type Option } from "./filter-names"
import { KnownOnly } from "./known-only"
import { SearchInput } from "./search-input"

/** The filters of the list of features: a GET form. Without `options` (of a request that failed) it keeps what was chosen. */
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
  /** Called at each key and choice, with the form as it is then. Without it, the form is sent. */
  onChange?(form: HTMLFormElement): void
  /** Takes the filters where there are scripts, in the place of the form's own way. */
  onSubmit?(form: HTMLFormElement): void
  /** Called where another audience was chosen, which is another page: its every figure and link changes. */
  onAudience?(form: HTMLFormElement): void
}) {
  const { of } = useChosenAudience()
  const form = useRef<HTMLFormElement>(null)
  // No event tells what was typed before there were scripts, or what the browser filled in again after a reload.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page has started
  useEffect(() => {
    if (!form.current) return
    const names = [...form.current.elements].filter(isChanged).map((field) => field.getAttribute("name"))
    if (names.includes("of")) onAudience?.(form.current)
    else if (names.length > 0) onChange?.(form.current)
  }, [])
  return (
    <search>
      <form
        ref={form}
        className={styles.filters}
        action={withPrefix("/features")}
        method="get"
        aria-label="Features"
        onChange={({ currentTarget, target, nativeEvent }) => {
          // What an input method has not put together yet is no word to ask about.
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
        <Field label="Reaches at least (%)" errors={errors}>
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
          <Choice name="sort" value={values.sort} options={orders} none="best first" />
        </Field>
        <KnownOnly scope={of} />
        <AudienceFields without="of" />
      </form>
    </search>
  )
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
  { id: "reach", name: "reach" },
  { id: "name", name: "name" },
  { id: "date", name: "date" },
]

/** A select that also shows a value which it does not offer: what a visitor typed is theirs to mend. */
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
