import type { filterOptions } from "../resources/filter-options"

export type Option = {
  id: string
  name: string
}

export type FilterOptions = ReturnType<typeof filterOptions>

/** What the filters hold: parsed values, or what the visitor typed. */
export type FilterValues = Readonly<Partial<Record<string, string | number>>>

export const baselineNames: readonly Option[] = [
  { id: "widely", name: "widely available" },
  { id: "newly", name: "newly available" },
  { id: "limited", name: "limited" },
]

/** The filters that are on, each in words: `Group: Selectors`. */
export function activeFilters(values: FilterValues, options: FilterOptions) {
  const named = (list: readonly Option[], id: string | number) =>
    list.find((option) => option.id === id)?.name ?? String(id)
  const inWords: Readonly<Record<string, (value: string | number) => string>> = {
    q: (value) => `“${value}”`,
    baseline: (value) => `Baseline: ${named(baselineNames, value)}`,
    min: (value) => `Reaches at least ${value}%`,
    group: (value) => `Group: ${named(options.groups, value)}`,
    snapshot: (value) => `Snapshot: ${named(options.snapshots, value)}`,
  }
  return Object.entries(inWords).flatMap(([name, toLabel]) => {
    const value = values[name]
    return value === undefined || value === "" ? [] : [{ name, label: toLabel(value) }]
  })
}

/** The query without a filter, from the first page on. */
export function withoutFilter(values: FilterValues, name: string): FilterValues {
  const { [name]: _, page: __, ...others } = values
  return others
}
