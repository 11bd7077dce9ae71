import { render, screen, within } from "@testing-library/react"
import React from "react"
import { FeatureDetails } from "#components/features/feature-details"
import { AudienceProvider } from "#components/ui/audience-context"
import { formatPercent } from "#reach/format-percent"
import { resources } from "#resources"
import type { FeatureResponse } from "#resources/feature-resource"
import { provideCatalog } from "../../support/inputs/catalog"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const catalog = provideCatalog()

async function draw(
  id: string,
  query: { audience?: string; of?: "all"; part?: string; target?: number; vs?: string } = {},
) {
  const response = (await resources.feature.resolve({ id, ...query })) as FeatureResponse
  const { container } = render(
    <AudienceProvider query={{ audience: query.audience, of: query.of }} search="">
      <FeatureDetails response={response} />
    </AudienceProvider>,
  )
  return { response, text: container.textContent ?? "" }
}

const partLinks = (within_: HTMLElement) =>
  within(within_)
    .getAllByRole("link")
    .map((link) => link.getAttribute("href"))

test("a feature with mostly partial support starts with that share, and names what holds it back", async () => {
  const { response, text } = await draw("anchor-positioning", { audience: "IN" })
  const { reach, partial, lost, heldBackBy, blockers, parts, target } = response
  expect(text).toContain(
    `${formatPercent(partial)} of visits from India partly support it; ${formatPercent(reach)} support all of it. ${formatPercent(lost)} do not support it`,
  )
  expect(text).toContain(`${(100 * (target - reach)).toFixed(1)} points short of your 95% target`)
  const [largest] = blockers
  const required = parts.filter((part) => part.required).length
  expect(text).toContain(
    `supports ${required - (largest?.missingCount ?? 0)} of ${required} parts; missing: `,
  )
  const sentence = screen.getByText(/parts; missing: /)
  expect(partLinks(sentence)).toContain(
    "/features/anchor-positioning?audience=IN&part=css.properties.position-visibility.anchor-valid",
  )
  const [worst] = screen.getAllByText(/^Chrome Android \d+: /)
  expect(worst?.textContent).toMatch(
    /partly supported, lacks position-visibility: anchor-valid, [^,]*visible$/,
  )
  expect(text).toMatch(/Chrome \d+: [\d.]+% partly supported, lacks the same parts/)
  expect(text).toContain(`the reach would be ${formatPercent(heldBackBy?.reachWithout ?? -1)}.`)
  expect(screen.getByText(/^@supports \(position-visibility: anchor-valid\)/)).toBeDefined()
})

test("a feature with mostly full support shows its reach first, and meets the target", async () => {
  const { response, text } = await draw("has", { audience: "DE" })
  expect(text).toContain(`${formatPercent(response.reach)} of visits from Germany support it`)
  expect(text).toContain("Meets your 95% target")
  expect(text).not.toContain("missing:")
  expect(text).toMatch(/Another [\d.]+% of visits can’t be identified\. Count them/)
})

test("a reach that only partial support completes misses the target, with that explanation", async () => {
  const { text } = await draw("user-select", { audience: "DE" })
  expect(text).toMatch(/short of your 95% target, which partial support would meet/)
  expect(text).toMatch(/Safari on iOS [\d.]+ supports it with the prefix -webkit-\./)
  expect(text).toMatch(/Partial support since 3 with the prefix -webkit-/)
  expect(text).not.toContain("lacks")
})

test("lists 20 parts with figures, and the others in a box that opens", async () => {
  const { response } = await draw("anchor-positioning", { audience: "IN" })
  const box = screen
    .getByText(`Show ${response.parts.length - 20} more parts`)
    .closest("details") as HTMLElement
  const [first, rest] = within(
    screen.getByRole("region", { name: `${response.parts.length} parts` }),
  ).getAllByRole("table", { hidden: true })
  expect(within(first as HTMLElement).getAllByRole("row")).toHaveLength(21)
  expect(box.contains(rest as HTMLElement)).toBe(true)
  expect(within(box).getAllByRole("row", { hidden: true })).toHaveLength(response.parts.length - 19)
  const [lowest] = response.parts
  const row = within(first as HTMLElement).getAllByRole("row")[1] as HTMLElement
  expect(row.textContent).toContain(`${lowest?.name}${formatPercent(lowest?.reach ?? -1)}`)
  expect(partLinks(row)).toEqual([
    `/features/anchor-positioning?audience=IN&part=${encodeURIComponent(lowest?.key ?? "")}`,
  ])
})

test("with `part`, the page is about the part and links to the whole feature", async () => {
  const key = "javascript.operators.optional_chaining"
  const { response, text } = await draw(catalog.part(key)?.feature.id ?? "", { part: key })
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
    `Optional chaining (?.), part of ${response.feature.name}`,
  )
  expect(text).toContain(`${formatPercent(response.reach)} of visits worldwide support it`)
  expect(text).toContain("Newly available since 2020-")
  const link = within(screen.getByRole("heading", { level: 1 })).getByRole("link")
  expect(link.getAttribute("href")).toBe(`/features/${response.feature.id}`)
  expect(screen.getByRole("link", { current: "page" }).textContent).toBe("Optional chaining (?.)")
  expect(screen.getByRole("link", { name: "MDN: Optional chaining" }).getAttribute("href")).toBe(
    "https://developer.mozilla.org/docs/Web/JavaScript/Reference/Operators/Optional_chaining",
  )
  expect(screen.getByRole("link", { name: /^Add to stack/ }).getAttribute("href")).toBe(
    `/stack?features=${key}`,
  )
})

test("offers JSON, CSV and a badge for the same audience and part", async () => {
  await draw("grid", { audience: "DE", part: "css.properties.grid-area" })
  const query = "audience=DE&part=css.properties.grid-area"
  expect(screen.getByRole("link", { name: "View JSON" }).getAttribute("href")).toBe(
    `/api/features/grid?${query}`,
  )
  expect(screen.getByRole("link", { name: "Download parts as CSV" }).getAttribute("href")).toBe(
    "/api/features/grid?audience=DE&format=csv",
  )
  const image = screen.getByRole("img", { name: "Reach of grid-area", hidden: true })
  expect(image.getAttribute("src")).toBe(`/api/features/grid/badge.svg?${query}`)
  expect(
    screen.getByText(
      `[![Reach of grid-area](http://localhost/api/features/grid/badge.svg?${query})](http://localhost/features/grid?${query})`,
    ),
  ).toBeDefined()
})

test("compares with another audience, and keeps audience and part in the form", async () => {
  const key = "css.properties.grid-area"
  const { response, text } = await draw("grid", { audience: "DE", part: key, vs: "CN" })
  const { reach, vs } = response
  const points = Math.abs(100 * (reach - (vs?.reach ?? 0))).toFixed(1)
  expect(points).not.toBe("0.0")
  expect(text).toContain(
    `China: ${formatPercent(vs?.reach ?? -1)} (${points} points ${reach > (vs?.reach ?? 0) ? "higher" : "lower"} here)`,
  )
  const form = screen.getByRole("form", { name: "Comparison", hidden: true }) as HTMLFormElement
  expect(Object.fromEntries(new FormData(form))).toEqual({ audience: "DE", part: key, vs: "CN" })
  expect(form.getAttribute("action")).toBe("/features/grid")
})

test("without `vs`, the form offers World and the page has one large bar", async () => {
  const { response } = await draw("grid", { audience: "DE" })
  expect(response.vs).toBeNull()
  expect(screen.getByLabelText<HTMLInputElement>(/^Audience: /).value).toBe("world")
  expect(document.querySelectorAll(".other")).toHaveLength(0)
})

test("shows no figures for an audience without known browsers", async () => {
  const response = (await resources.feature.resolve({ id: "has" })) as FeatureResponse
  const nothing = { reach: 0, partial: 0, lost: 0, unknown: 1, blockedBrowsers: [], blockers: [] }
  const browsers = response.browsers.map((browser) => ({ ...browser, share: 0 }))
  const audience = { ...response.audience, of: "all" as const, unknown: 1 }
  const { container } = render(<FeatureDetails response={{ ...response, ...nothing, audience, browsers }} />)
  expect(container.textContent).toContain("No figures: this audience has no browser with support data.")
  expect(container.textContent).not.toContain("support it")
  expect(container.textContent).not.toMatch(/\d%/)
  expect(screen.getByRole("cell", { name: "no data" })).toBeDefined()
})

test("explains a target that unidentified visits make impossible", async () => {
  const { text } = await draw("grid", { audience: "DE", of: "all", target: 99 })
  expect(text).toContain("Leave them out because with them, no feature can reach your target.")
  const link = screen.getByRole("link", { name: "Leave them out" })
  expect(link.getAttribute("href")).toMatch(/^\/features\/grid\?(?!.*of=all)/)
})

test("compares with no figures of an audience without support data", async () => {
  const { text } = await draw("grid", { audience: "DE", vs: "CX" })
  expect(text).toContain("Christmas Island, unidentified visits included: no browser with support data")
  expect(text).not.toContain("higher here")
})
