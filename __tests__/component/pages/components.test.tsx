import { render, screen, within } from "@testing-library/react"
import React from "react"
import { AudienceList } from "#components/audiences/audience-list"
import { BrowserDetails } from "#components/browsers/browser-details"
import { DroppedVersions } from "#components/browsers/dropped-versions"
import { MissingFeatures } from "#components/browsers/missing-features"
import { VersionShares } from "#components/browsers/version-shares"
import { VisitorDetails } from "#components/browsers/visitor-details"
import { FeatureDownloads } from "#components/features/feature-downloads"
import { StackDetails } from "#components/stack/stack-details"
import { StackForm } from "#components/stack/stack-form"
import { AudienceProvider } from "#components/ui/audience-context"
import { AudienceName } from "#components/ui/audience-name"
import type { BrowserResponse } from "#resources/browser-resource"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const inGermany = (element: React.ReactNode) =>
  render(
    <AudienceProvider query={{ audience: "DE", of: "all" }} search="">
      {element}
    </AudienceProvider>,
  )
const hrefOf = (name: string | RegExp) => screen.getByRole("link", { name }).getAttribute("href")
const fieldsOf = (form: HTMLElement) => Object.fromEntries(new FormData(form as HTMLFormElement))

describe("a stack", () => {
  const response = {
    audience: {
      id: "DE",
      label: "Germany",
      browsers: null,
      note: null,
      of: "all" as const,
      unknown: 0,
      notMeasured: [],
    },
    features: [
      { id: "grid", feature: "grid", name: "Grid", reach: 0.99, partial: 0, lost: 0.01, cost: 0 },
      { id: "a.has", feature: "has", name: ":has()", reach: 0.95, partial: 0.005, lost: 0.045, cost: 0.04 },
    ],
    reach: 0.95,
    partial: 0.02,
    lost: 0.03,
    unknown: 0,
    target: 0.96,
    meetsTarget: false,
    minimum: { chrome: "105" },
    blockedBrowsers: [
      {
        browser: "firefox",
        name: "Firefox",
        share: 0.05,
        partial: 0.02,
        lost: 0.03,
        before: null,
        versions: [{ version: "115", share: 0.03, support: "none" as const }],
      },
    ],
  }
  const browsers = [
    { id: "firefox" as const, name: "Firefox", share: 0.1, newest: null },
    { id: "chrome" as const, name: "Chrome", share: 0.5, newest: null },
  ]

  test("shows the costliest feature first, and links to the stack without each feature", () => {
    inGermany(<StackDetails response={response} browsers={browsers} />)
    expect(screen.getByText(/^ ?of /).textContent).toContain(
      "visits from Germany (unidentified visits included) support both features fully; 2.0% partly support them. 3.0% lack at least one.",
    )
    expect(screen.getByText(/costs most/).textContent).toBe(
      ":has() costs most: the stack reaches 99.0% without it. 1 of 2 features miss your 96% target on their own.",
    )
    const [, costliest, other] = screen.getAllByRole("row")
    expect(costliest?.textContent).toContain(":has()Misses your 96% target95.0%0.5%4.0%")
    expect(other?.textContent).toContain("Grid99.0%0.0%0.0%")
    expect(
      screen.getByText("1.0 points short of your 96% target, which partial support would meet"),
    ).toBeDefined()
    expect(screen.getAllByRole("link", { name: ":has()" })[0]?.getAttribute("href")).toBe(
      "/features/has?audience=DE&of=all&part=a.has",
    )
    expect(hrefOf("Remove :has()")).toBe("/stack?audience=DE&of=all&features=grid")
  })

  test("shows the minimum version of each browser, or that it does not support the stack", () => {
    inGermany(<StackDetails response={response} browsers={browsers} />)
    expect(screen.getByRole("row", { name: /Chrome/ }).textContent).toContain("105")
    expect(screen.getByRole("row", { name: /Firefox/ }).textContent).toContain("no full support")
    expect(screen.getByText("chrome >= 105")).toBeDefined()
    inGermany(<StackDetails response={{ ...response, minimum: null }} browsers={browsers} />)
    expect(screen.getByText(/^No browser supports all of these/)).toBeDefined()
  })

  test("shows who is lost by browser, and which browsers of the query are not measured", () => {
    const notMeasured = [{ id: "ie", name: "Internet Explorer", versions: ["11"], share: 0.0017 }]
    const audience = { ...response.audience, browsers: "ie 11, firefox 115", notMeasured, note: "A note." }
    inGermany(<StackDetails response={{ ...response, audience }} browsers={browsers} />)
    expect(screen.getByText("Firefox, all versions").closest("li")?.textContent).toContain(
      "2.0% partly supported3.0% not supported",
    )
    const notes = screen.getByRole("complementary", { name: "Notes on the audience" })
    expect(notes.textContent).toContain("Internet Explorer 11: 0.2% of all visits")
    expect(notes.textContent).toContain("A note.")
  })

  test("shows no figures for an audience without measured browsers", () => {
    const audience = { ...response.audience, unknown: 1 }
    const none = { ...response, audience, reach: 0, partial: 0, lost: 0, unknown: 1 }
    inGermany(<StackDetails response={none} browsers={browsers} />)
    expect(screen.getByText(/^No figures: this audience has no browser with support data/)).toBeDefined()
    expect(screen.queryByText(/lack at least one/)).toBeNull()
  })
})

test("the form of a stack keeps the features, and shows them if one is invalid", () => {
  const { rerender } = render(<StackForm values={{ features: "grid,has" }} />)
  expect(fieldsOf(screen.getByRole("form"))).toEqual({ features: "grid,has", add: "" })
  const errors = [{ parameter: "features", message: "There is no “gird”." }]
  rerender(<StackForm values={{ features: "gird", add: "has" }} errors={errors} />)
  const field = screen.getByLabelText<HTMLInputElement>(/^Features \(ids/)
  expect([field.value, field.getAttribute("aria-invalid")]).toEqual(["gird", "true"])
  expect(fieldsOf(screen.getByRole("form"))).toEqual({ features: "gird", add: "has" })
})

test("groups missing features by Baseline status, Widely available first", () => {
  render(
    <MissingFeatures
      items={[
        { id: "a", name: "A", baseline: "limited", since: null, support: "none" },
        { id: "b", name: "B", baseline: "widely", since: "2020-01-01", support: "partial" },
      ]}
    />,
  )
  const summaries = [...document.querySelectorAll("summary")].map(({ textContent }) => textContent)
  expect(summaries).toEqual([
    "Widely available in other browsers: 1, of which 1 partly supported",
    "Limited availability: 1",
  ])
  const items = screen.getAllByRole("listitem").map(({ textContent }) => textContent)
  expect(items).toEqual(["B (partly supported)", "A"])
})

test("lists only versions with visits, each with a link to its page", () => {
  inGermany(
    <VersionShares
      browser="safari"
      current="17"
      versions={[
        { version: "17", share: 0.02, released: "2023-09-18", supported: 900, partial: 50 },
        { version: "16", share: 0, released: null, supported: 800, partial: 60 },
      ]}
    />,
  )
  expect(screen.getAllByRole("row")).toHaveLength(2)
  expect(screen.getByRole("row", { name: /^17/ }).textContent).toBe("172023-09-182.0%0.0%900 and 50 partly")
  expect(hrefOf("17")).toBe("/browsers/safari?audience=DE&of=all&version=17")
  expect(screen.getByRole("link", { name: "17" }).getAttribute("aria-current")).toBe("page")
  expect(screen.getByRole("img", { name: "2.0% of all visits" })).toBeDefined()
})

test("a browser page counts features by support, and shows no share of features as large as a share of visits", () => {
  const audience = {
    id: "DE",
    label: "Germany",
    browsers: null,
    note: null,
    of: "all" as const,
    unknown: 0,
    notMeasured: [],
  }
  const version = { version: "17", released: "2023-09-18", share: 0.02, supported: 900, partial: 1 }
  const { container } = inGermany(
    <BrowserDetails
      response={{
        audience,
        browser: { id: "safari", name: "Safari", share: 0.1 },
        ...version,
        missing: [
          { id: "a", name: "A", baseline: "limited", since: null, support: "none" },
          { id: "b", name: "B", baseline: "widely", since: "2020-01-01", support: "partial" },
        ],
        versions: [version],
        target: 0.95,
        below: null,
      }}
    />,
  )
  const counts = [...container.querySelectorAll("dl > div")].map(({ textContent }) => textContent)
  expect(counts).toEqual(["features supported900", "features partly supported1", "features not supported1"])
  expect(container.querySelector("strong")).toBeNull()
  expect(container.textContent).toContain(
    "2.0% of visits from Germany (unidentified visits included) use this version.",
  )
})

test("shows what dropping old versions loses and gains", () => {
  const audience = {
    id: "DE",
    label: "Germany",
    browsers: null,
    note: null,
    of: "known" as const,
    unknown: 0,
    notMeasured: [],
  }
  const below = {
    version: "16",
    share: 0.004,
    gained: ["has"],
    gainedFeatures: [{ id: "has", name: ":has()", reach: 0.949, reachWithout: 0.952 }],
    browserslist: "defaults, not safari < 16",
  }
  const response = { audience, browser: { id: "safari", name: "Safari", share: 0.1 }, target: 0.95 }
  render(<DroppedVersions response={response as unknown as BrowserResponse} below={below} />)
  expect(screen.getByText(/^Without the versions/).textContent).toContain(
    "Without the versions of Safari below 16, you lose 0.4% of visits from Germany. Among the remaining visits, 1 more feature meets your 95% target.",
  )
  expect(screen.getByRole("row", { name: /:has/ }).textContent).toBe(":has()94.9%95.2%")
  expect(screen.getByText("defaults, not safari < 16")).toBeDefined()
  expect(hrefOf("Drop Safari on iOS below 16")).toBe("/browsers/safari_ios?below=16")
})

describe("the list of audiences", () => {
  const items = [
    { id: "world", label: "World", kind: "world" as const },
    { id: "alt-eu", label: "Europe", kind: "region" as const },
    { id: "CI", label: "Côte d’Ivoire", kind: "region" as const },
    { id: "DE", label: "Germany", kind: "region" as const },
  ]

  test("each link chooses its audience, and the chosen audience is marked", () => {
    inGermany(<AudienceList items={items} />)
    expect(hrefOf("Europe")).toBe("/audiences/alt-eu?audience=alt-eu&of=all")
    expect(screen.getByRole("link", { current: true }).textContent).toBe("Germany")
    expect(screen.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      "C",
      "G",
    ])
  })

  test("a right-to-left name does not reorder the text around it", () => {
    inGermany(<AudienceList items={[{ id: "shop-7kq2m9xw", label: "متجر (1)", kind: "saved" }]} />)
    expect(screen.getByText("متجر (1)").tagName).toBe("BDI")
    render(<AudienceName audience={{ label: "متجر (2)", browsers: "defaults" }} />)
    expect(screen.getByText("متجر (2)").tagName).toBe("BDI")
  })

  test("shows search results in their order, not grouped by initial", () => {
    inGermany(<AudienceList items={items.slice(1)} q="e" />)
    const links = within(screen.getByRole("list")).getAllByRole("link")
    expect(links.map(({ textContent }) => textContent)).toEqual(["Europe", "Côte d’Ivoire", "Germany"])
    expect(screen.queryByRole("heading", { level: 3 })).toBeNull()
  })

  test("suggests similar audiences if a search finds nothing, and the links keep the other parameters", () => {
    const { rerender } = inGermany(<AudienceList items={[]} q="Germnay" suggestions={items.slice(3)} />)
    expect(screen.getByText(/^No audience matches/)).toBeDefined()
    expect(screen.getByRole("heading", { name: "Did you mean" })).toBeDefined()
    expect(hrefOf("Germany")).toBe("/audiences/DE?audience=DE&of=all")
    rerender(<AudienceList items={[]} q="<b>" suggestions={[]} />)
    expect(screen.getByRole("heading", { name: "Search results for “<b>”" })).toBeDefined()
    expect(screen.queryByText("Did you mean")).toBeNull()
  })
})

test("a download keeps the filters and the audience, and contains all pages", () => {
  inGermany(<FeatureDownloads query={{ q: "grid", min: 90, page: 3 }} />)
  expect(hrefOf("Download all rows as CSV")).toBe("/api/features?audience=DE&of=all&q=grid&min=90&format=csv")
})

test("shows that an unidentified browser counts as unknown, and links to the figures of the visitor's region", () => {
  inGermany(<VisitorDetails visitor={{ region: { id: "AT", label: "Austria" } }}>{null}</VisitorDetails>)
  expect(screen.getByText(/it counts as unknown/)).toBeDefined()
  expect(hrefOf("Switch to Austria")).toBe("/you?audience=AT&of=all")
})
