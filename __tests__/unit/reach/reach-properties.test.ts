import fc from "fast-check"
import { type Audience, measureRegion } from "#audience/audience"
import { regionCodes } from "#audience/regions"
import type { Feature, SupportLevels } from "#catalog/catalog"
import { heldBackBy, missingParts, partsOf, requiredParts } from "#reach/held-back-by"
import { distribute, reachOf, stackSupport } from "#reach/reach"
import { roundReach } from "#reach/round"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const regions = ["world", ...regionCodes(catalog)]
const seed = 1

const featureOf = (index: number) => catalog.features[index] as Feature
const anyFeature = fc.integer({ min: 0, max: catalog.features.length - 1 }).map(featureOf)
const anyAudience = fc.record({
  region: fc.constantFrom(...regions.filter((region) => measureRegion(region, {}, catalog).unknown < 1)),
  of: fc.constantFrom("known" as const, "all" as const),
})
const distributionOf = ({ region, of }: { region: string; of: Audience["of"] }) =>
  distribute(measureRegion(region, { of }, catalog), catalog)

/** Every `step`th part of the catalogue. */
const sampleParts = (step: number): SupportLevels[] =>
  catalog.features.flatMap((feature) => partsOf(feature, catalog)).filter((_, index) => index % step === 0)

test.each(["known", "all"] as const)(
  "the sums of all features and 500 parts hold within 1e-9 in every region, of=%s",
  (of) => {
    const subjects = [...catalog.features, ...sampleParts(30).slice(0, 500)]
    expect(subjects.length).toBe(catalog.features.length + 500)
    for (const region of regions) {
      const audience = measureRegion(region, of === "known" ? {} : { of }, catalog)
      const distribution = distribute(audience, catalog)
      for (const levels of subjects) {
        const exact = reachOf(distribution, levels)
        for (const { reach, partial, lost, unknown } of [exact, roundReach(exact)]) {
          const sum = reach + partial + lost + (audience.of === "all" ? unknown : 0)
          const isValid = Math.abs(sum - 1) <= 1e-9 && Math.min(reach, partial, lost, unknown) >= 0
          if (!isValid) throw new Error(`${region}: ${reach} + ${partial} + ${lost}, unknown ${unknown}`)
        }
      }
    }
  },
)

test("a stack never reaches more visits than its weakest member, fully or in part", () => {
  fc.assert(
    fc.property(anyAudience, fc.array(anyFeature, { minLength: 1, maxLength: 8 }), (choice, members) => {
      const distribution = distributionOf(choice)
      const stack = reachOf(distribution, stackSupport(members))
      for (const member of members) {
        const own = reachOf(distribution, member)
        expect(stack.reach).toBeLessThanOrEqual(own.reach + 1e-12)
        expect(stack.reach + stack.partial).toBeLessThanOrEqual(own.reach + own.partial + 1e-12)
      }
    }),
    { seed },
  )
})

test("a feature reaches no more visits in part than its best part, and its parts never exceed its sum", () => {
  fc.assert(
    fc.property(anyAudience, anyFeature, (choice, feature) => {
      const distribution = distributionOf(choice)
      const own = reachOf(distribution, feature)
      for (const part of partsOf(feature, catalog)) {
        const figures = reachOf(distribution, part)
        expect(figures.reach + figures.partial).toBeLessThanOrEqual(own.reach + own.partial + 1e-12)
      }
    }),
    { seed },
  )
})

test("without the parts that hold a feature back, its reach rises by at least half of the partial share", () => {
  for (const region of ["world", "DE", "IN", "JP", "KE"]) {
    const distribution = distributionOf({ region, of: "known" })
    let count = 0
    for (const feature of catalog.features) {
      const held = heldBackBy(feature, distribution, catalog)
      if (!held) continue
      count++
      const { reach, partial } = reachOf(distribution, feature)
      expect(held.parts.length).toBeLessThanOrEqual(Math.min(5, feature.parts.length / 10))
      expect(held.reachWithout).toBeGreaterThanOrEqual(reach + partial / 2 - 1e-9)
      expect(held.reachWithout).toBeCloseTo(reachWithout(feature, held.parts, distribution), 9)
    }
    expect(count).toBeGreaterThan(10)
  }
})

type Distribution = ReturnType<typeof distributionOf>

/**
 * Computes the reach version by version. Counts a version with full support, or a version that lacks only the parts in
 * `left`.
 */
function reachWithout(feature: Feature, left: readonly string[], { atLeast }: Distribution): number {
  const required = requiredParts(feature, catalog)
  return atLeast.reduce((sum, shares, core) => {
    const isReached = (rank: number) => {
      const index = feature.support[core] ?? -1
      if (index !== -1 && index < rank) return true
      const missing = missingParts(required, core, rank)
      return missing.length > 0 && missing.every((key) => left.includes(key))
    }
    // `shares[rank - 1]` is the share of versions with at least this rank.
    const ranks = [...shares.keys()].slice(1).filter(isReached)
    return sum + ranks.reduce((part, rank) => part + (shares[rank - 1] ?? 0) - (shares[rank] ?? 0), 0)
  }, 0)
}

test("no smaller set of parts explains half of the partial share", () => {
  const distribution = distributionOf({ region: "world", of: "known" })
  let count = 0
  for (const feature of catalog.features) {
    const held = heldBackBy(feature, distribution, catalog)
    const { reach, partial } = reachOf(distribution, feature)
    const required = requiredParts(feature, catalog).map(({ key }) => key)
    if (held?.parts.length !== 2 || required.length > 120) continue
    count++
    for (const key of required) {
      expect(reachWithout(feature, [key], distribution) - reach).toBeLessThan(partial / 2)
    }
  }
  expect(count).toBeGreaterThan(1)
})

test("leaving out more parts never lowers the reach", () => {
  fc.assert(
    fc.property(anyAudience, anyFeature, fc.infiniteStream(fc.boolean()), (choice, feature, drops) => {
      const distribution = distributionOf(choice)
      const some = partsOf(feature, catalog).filter(() => !drops.next().value)
      const fewer = some.filter(() => !drops.next().value)
      fc.pre(fewer.length > 0)
      const [before, after] = [some, fewer].map((parts) => reachOf(distribution, stackSupport(parts)))
      expect(after?.reach).toBeGreaterThanOrEqual((before?.reach ?? 1) - 1e-12)
    }),
    { seed },
  )
})
