import type { filterOptions } from "#resources/filter-options"
import { percentText } from "../ui/percent-text"

export type Option = {
  id: string
  name: string
}

export type FilterOptions = ReturnType<typeof filterOptions>

/** The values of the filters, either parsed or as the visitor entered them. */
export type FilterValues = Readonly<Partial<Record<string, string | number>>>

export const baselineNames: readonly Option[] = [
  { id: "widely", name: "Widely available" },
  { id: "newly", name: "Newly available" },
  { id: "limited", name: "Limited availability" },
]

export function activeFilters(values: FilterValues, options: FilterOptions) {
  const named = (list: readonly Option[], id: string | number) =>
    list.find((option) => option.id === id)?.name ?? String(id)
  const labels: Readonly<Record<string, (value: string | number) => string>> = {
    q: (value) => `“${value}”`,
    baseline: (value) => `Baseline: ${named(baselineNames, value)}`,
    min: (value) => `Minimum reach: ${percentText(value)}%`,
    group: (value) => `Group: ${named(options.groups, value)}`,
    snapshot: (value) => `Snapshot: ${named(options.snapshots, value)}`,
  }
  return Object.entries(labels).flatMap(([name, toLabel]) => {
    const value = values[name]
    return value === undefined || value === "" ? [] : [{ name, label: toLabel(value) }]
  })
}

export function withoutFilter(values: FilterValues, name: string): FilterValues {
  const { [name]: _, page: __, ...others } = values
  return others
}
