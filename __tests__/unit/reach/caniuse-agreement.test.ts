import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { measureRegion } from "#audience/audience"
import { regionCodes } from "#audience/regions"
import { engineOf, toBrowserId } from "#catalog/browsers"
import type { Feature } from "#catalog/catalog"
import { heldBackBy } from "#reach/held-back-by"
import { distribute, reachOf } from "#reach/reach"
import { readDocument, repository } from "../../support/documents/documents"
import { type Comparison, caniuseComparison, quantile } from "../../support/inputs/caniuse-comparison"

const { catalog, compare } = caniuseComparison()
const regions = ["world", ...regionCodes(catalog)]
const audiences = ["world", "DE", "US", "IN", "JP"] as const
const document = "docs/data.md"

const comparisons = new Map(audiences.map((audience) => [audience, compare(audience)]))
const comparisonsOf = (audience: (typeof audiences)[number]) => comparisons.get(audience) as Comparison[]
const countOver = (limit: number, list: readonly Comparison[]) =>
  list.filter(({ difference }) => Math.abs(difference) > limit).length
const medianOf = (key: "fullDifference" | "difference", list: readonly Comparison[]) =>
  quantile(
    list.map((comparison) => comparison[key]),
    0.5,
  )

test("in the world, 6 features differ from caniuse by more than 20 points and 14 by more than 5", () => {
  const world = comparisonsOf("world")
  expect(world.length).toBeGreaterThan(320)
  expect(countOver(0.2, world)).toBeLessThanOrEqual(6)
  expect(countOver(0.05, world)).toBeLessThanOrEqual(14)
})

test.each(audiences)("in %s, the median differences from caniuse are at most 0.15 points", (audience) => {
  const list = comparisonsOf(audience)
  expect(medianOf("fullDifference", list)).toBeLessThan(audience === "world" ? 0.00095 : 0.0015)
  expect(medianOf("difference", list)).toBeLessThanOrEqual(0.0015)
  expect(countOver(0.2, list)).toBeLessThanOrEqual(8)
  expect(countOver(0.05, list)).toBeLessThanOrEqual(14)
})

const featureOf = (id: string) => catalog.feature(id) as Feature

/** In a few small regions, most visits use Safari, which lacks more parts of anchor positioning than `heldBackBy` names. */
const onChromium = regions.filter((region) => {
  const { of, shares } = measureRegion(region, {}, catalog)
  const chromium = shares.filter(({ browser }) => /^(chrome|edge)/.test(engineOf(browser)))
  return of === "known" && chromium.reduce((sum, { share }) => sum + share, 0) > 0.5
})

test("at least 70% have partial support of anchor positioning, and two parts hold it back", () => {
  expect(onChromium.length).toBeGreaterThan(225)
  for (const region of onChromium) {
    const distribution = distribute(measureRegion(region, {}, catalog), catalog)
    const { partial } = reachOf(distribution, featureOf("anchor-positioning"))
    const { parts } = heldBackBy(featureOf("anchor-positioning"), distribution, catalog) ?? {}
    expect({ region, isPartial: partial >= 0.7, parts }).toEqual({
      region,
      isPartial: true,
      parts: [
        "css.properties.position-visibility.anchor-valid",
        "css.properties.position-visibility.anchor-visible",
      ],
    })
  }
})

test.each(["line-clamp", "user-select", "backdrop-filter", "display-contents"])(
  "full and partial support of %s are within 3 points of caniuse in every region",
  (id) => {
    const isMeasured = (browser: string) => toBrowserId(browser) !== undefined
    const far = regions.filter((region) => {
      const [comparison] = compare(region, [featureOf(id)], isMeasured)
      return !(Math.abs(comparison?.difference ?? 1) <= 0.03)
    })
    // caniuse marks QQ Browser 14.9 “no”, which is Chromium 109. In China, 3.1% of visits use it.
    expect(far).toEqual(id === "backdrop-filter" ? ["CN"] : [])
  },
)

test("the tables in docs/data.md contain the current differences, with a reason for each", () => {
  const text = readDocument(document)
  const updated = replaceTable(
    replaceTable(text, "summary", summaryTable()),
    "differences",
    differencesTable(),
  )
  if (process.env.UPDATE_DOCUMENTS) writeFileSync(join(repository, document), updated)
  else expect(text).toBe(updated)
  const reasons = Array.from(text.matchAll(/^- `([a-z0-9-]+)`: \S/gm), ([, id]) => id)
  expect(reasons).toEqual(explained().map(({ id }) => id))
})

/** Replaces the table after a comment with this name. */
function replaceTable(text: string, name: string, table: string): string {
  const pattern = new RegExp(`(<!-- ${name} -->\n\n)(?:\\|.*\n)*`)
  expect(text).toMatch(pattern)
  return text.replace(pattern, (_, start: string) => start + table)
}

const points = (fraction: number, digits = 1) => (100 * fraction).toFixed(digits)

function summaryTable(): string {
  const rows = audiences.map((audience) => {
    const list = comparisonsOf(audience)
    return [
      audience,
      String(countOver(0.2, list)),
      String(countOver(0.05, list)),
      points(medianOf("fullDifference", list), 2),
      points(medianOf("difference", list), 2),
    ]
  })
  return formatTable([
    ["audience", "over 20 points", "over 5 points", "median of reach", "median of reach + partial"],
    ...rows,
  ])
}

/** The features that differ by more than 5 points in an audience, largest difference in the world first. */
function explained(): Feature[] {
  const isFar = ({ difference }: Comparison) => Math.abs(difference) > 0.05
  const far = new Set(
    audiences.flatMap((audience) =>
      comparisonsOf(audience)
        .filter(isFar)
        .map(({ feature }) => feature),
    ),
  )
  const worldDifference = (feature: Feature) => Math.abs(differenceOf(feature, "world"))
  return [...far].sort((a, b) => worldDifference(b) - worldDifference(a))
}

function differenceOf(feature: Feature, audience: (typeof audiences)[number]): number {
  return comparisonsOf(audience).find((comparison) => comparison.feature === feature)?.difference ?? 0
}

function differencesTable(): string {
  return formatTable([
    ["feature", ...audiences],
    ...explained().map((feature) => [
      `\`${feature.id}\``,
      ...audiences.map((audience) => points(differenceOf(feature, audience))),
    ]),
  ])
}

/** The first column is text. The other columns are numbers. */
function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`
  const [head, ...others] = rows.map((row) => line(row.map(pad)))
  const rule = line(
    widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)),
  )
  return [head, rule, ...others].join("")
}
