export interface Option {
  id: string
  name: string
}

/** What the filters of the list of features offer besides words and numbers. */
export interface FilterOptions {
  groups: readonly Option[]
  snapshots: readonly Option[]
}

/** What the filters hold: parsed values, or what the visitor typed. */
export type FilterValues = Readonly<Partial<Record<string, string | number>>>

export const baselineNames: readonly Option[] = [
  { id: "widely", name: "widely available" },
  { id: "newly", name: "newly available" },
  { id: "limited", name: "limited" },
]

/** A filter that is on, in words: `Group: Selectors`. */
export interface ActiveFilter {
  name: string
  label: string
}

/** The filters that are on. */
export function activeFilters(values: FilterValues, options: FilterOptions): ActiveFilter[] {
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
