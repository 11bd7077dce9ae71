import React from "react"
import { AudienceFields } from "./audience-context"
import * as styles from "./feature-filters.module.css"
import { Field, type FieldError } from "./field"

export interface FilterOptions {
  groups: readonly { id: string; name: string }[]
  snapshots: readonly { id: string; name: string }[]
}

/** What the filters hold: parsed values, or what the visitor typed. */
export type FilterValues = Readonly<Partial<Record<string, string | number>>>

/** The filters of the list of features: a GET form. Without `options` (of a request that failed) it keeps what was chosen. */
export function FeatureFilters({
  values,
  options,
  errors,
  onChange,
}: {
  values: FilterValues
  options?: FilterOptions
  errors?: readonly FieldError[]
  /** Called at each key and choice, with the form as it is then. Without it, the form is sent. */
  onChange?(form: HTMLFormElement): void
}) {
  return (
    <search>
      <form
        className={styles.filters}
        action="/features"
        method="get"
        aria-label="Features"
        onChange={({ currentTarget }) => onChange?.(currentTarget)}
        onSubmit={(event) => {
          if (!onChange) return
          event.preventDefault()
          onChange(event.currentTarget)
        }}
      >
        <Field label="Search" errors={errors}>
          <input type="search" name="q" defaultValue={values.q} placeholder="grid, :has, view transitions" />
        </Field>
        <Field label="Baseline" errors={errors}>
          <Choice name="baseline" value={values.baseline} options={statuses} />
        </Field>
        <Field label="Reaches at least (%)" errors={errors}>
          <input name="min" inputMode="decimal" defaultValue={values.min} placeholder="95" />
        </Field>
        <Field label="Group" errors={errors}>
          <Choice name="group" value={values.group} options={options?.groups} />
        </Field>
        <Field label="Snapshot" errors={errors}>
          <Choice name="snapshot" value={values.snapshot} options={options?.snapshots} />
        </Field>
        <Field label="Sort by" errors={errors}>
          <Choice name="sort" value={values.sort} options={orders} none="best first" />
        </Field>
        <AudienceFields />
        <button type="submit">Filter</button>
      </form>
    </search>
  )
}

type Options = readonly { id: string; name: string }[]

const statuses: Options = [
  { id: "widely", name: "widely available" },
  { id: "newly", name: "newly available" },
  { id: "limited", name: "limited" },
]

const orders: Options = [
  { id: "relevance", name: "relevance" },
  { id: "reach", name: "reach" },
  { id: "name", name: "name" },
  { id: "date", name: "date" },
]

/** A select that also shows a value which it does not offer: what a visitor typed is theirs to mend. */
function Choice({
  value = "",
  options = [],
  none = "any",
  ...rest
}: {
  name: string
  value?: string | number
  options?: Options
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
          {name}
        </option>
      ))}
    </select>
  )
}
