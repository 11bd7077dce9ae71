import { fireEvent, render, screen } from "@testing-library/react"
import React from "react"
import { AudienceBrowsers } from "#components/audiences/audience-browsers"
import { AudienceDetails } from "#components/audiences/audience-details"
import { AudienceForm } from "#components/audiences/audience-form"
import { AudienceTarget } from "#components/audiences/audience-target"
import { ImportSummary } from "#components/audiences/import-summary"
import { UnknownVisits } from "#components/audiences/unknown-visits"
import type { ImportReport } from "#import"
import type { AudienceResponse } from "#resources/audience-resource"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const report: ImportReport = {
  format: "access-log",
  unit: "requests",
  browsers: { chrome: { "120": 60, "119": 20 }, safari_ios: { "15.6": 10 } },
  unknown: { visits: 10, names: [{ name: "<b>Lynx</b>", visits: 10 }] },
  counted: 100,
  lowerBounds: { visits: 5 },
  bots: { visits: 1_234, names: [{ name: "<i>bot</i>/1.0", visits: 1_200 }] },
  skipped: { total: 1, examples: [{ line: 7, reason: "It has no user agent.", text: "<script>" }] },
  ignoredColumns: ["City"],
}

test("an import summary shows what was read and what was skipped, as shares of all counted visits", () => {
  const { container } = render(
    <ImportSummary report={report} browsers={[{ id: "safari_ios", name: "Safari on iOS" }]} />,
  )
  expect(screen.getByText("access log")).toBeTruthy()
  expect(screen.getByText("100 requests")).toBeTruthy()
  expect(screen.getByText("1,234")).toBeTruthy()
  expect(screen.getByText("90.0%")).toBeTruthy()
  expect(screen.getByRole("row", { name: /Safari on iOS/ }).textContent).toContain("10.0%")
  expect(screen.getByRole("row", { name: /chrome/ }).textContent).toContain("80.0%")
  expect(container.textContent).toContain("Line 7: It has no user agent. <script>")
  expect(container.textContent).toContain("<b>Lynx</b>: 10.0%")
  expect(container.textContent).toContain("<i>bot</i>/1.0: 1,200")
  expect(screen.getByText("Lower bounds").nextElementSibling?.textContent).toBe("5.0%")
  expect(screen.getByText("Unused columns").nextElementSibling?.textContent).toBe("City")
})

test("the form reports its file at once and its fields on submit, and does not submit while busy", () => {
  const onFile = jest.fn()
  const onSave = jest.fn()
  const form = (busy: boolean) => <AudienceForm fileStatus="" busy={busy} onFile={onFile} onSave={onSave} />
  const { rerender } = render(form(true))
  const file = new File(["a"], "access.log")
  fireEvent.change(screen.getByLabelText("File to import"), { target: { files: [file] } })
  expect(onFile).toHaveBeenCalledWith(file)
  fireEvent.change(screen.getByLabelText("Name"), { target: { value: " Acme " } })
  fireEvent.submit(screen.getByRole("form"))
  expect(onSave).not.toHaveBeenCalled()
  rerender(form(false))
  fireEvent.click(screen.getByRole("checkbox"))
  fireEvent.submit(screen.getByRole("form"))
  expect(onSave).toHaveBeenCalledWith({ name: "Acme", listed: true })
})

test("an audience page names the audience of the other pages if it is a different one", () => {
  const response = {
    id: "DE",
    label: "Germany",
    kind: "region",
    browsers: [],
    unknown: 1,
    unknownBrowsers: [],
    note: null,
    notMeasured: [],
    baseline: { widely: 0, newly: 0, years: [] },
    target: 0.95,
    recommended: { cover: 0.95, share: 0, since: null, browserslist: null, reason: "None." },
    holdingBack: [],
    blockedBrowsers: [],
  } as unknown as AudienceResponse
  const textFor = (id: string, label: string) => {
    const { container, unmount } = render(<AudienceDetails response={response} chosen={{ id, label }} />)
    const { textContent } = container
    unmount()
    return textContent
  }
  expect(textFor("acme-7kq2m9xw", "Acme")).toContain("You’re still viewing the rest of the site for Acme.")
  expect(textFor("world", "World")).toContain("You’re still viewing the rest of the site for World.")
  expect(textFor("DE", "Germany")).not.toContain("rest of the site")
})

describe("the build target", () => {
  const textFor = (recommended: Partial<AudienceResponse["recommended"]>, target = 0.95) => {
    const response = {
      id: "team",
      unknown: 0.002,
      baseline: {
        widely: 0.951,
        newly: 0.7,
        years: [
          { year: 2021, share: 0.985 },
          { year: 2022, share: 0.96 },
          { year: 2023, share: 0.9 },
        ],
        targetYear: target > 0.96 ? null : 2022,
      },
      target,
      recommended: {
        cover: target,
        share: 0.953,
        since: "2021-03-01",
        browserslist: "chrome >= 89",
        reason: null,
        ...recommended,
      },
    }
    return render(<AudienceTarget response={response as unknown as AudienceResponse} />).container.textContent
  }

  test("is the newest Baseline year that reaches enough visits, and a query that covers them", () => {
    const text = textFor({})
    expect(text).toContain("Baseline 2022 is the newest year that reaches 95% of these visits: 96.0%.")
    expect(text).toContain("Baseline Widely available reaches 95.1%.")
    expect(text).toContain(
      "Covers 95.3% of identified visits: every browser version released since 2021-03-01",
    )
  })

  test("reports that no Baseline year reaches the target", () => {
    expect(textFor({}, 0.999)).toContain("No Baseline year reaches 99.9% of these visits.")
  })

  test("has the reason instead of a query that misses the target", () => {
    const reason = "The versions that browserslist can name cover 0.0% of identified visits, less than 95.0%."
    const text = textFor({ browserslist: null, share: 0, since: null, reason })
    expect(text).toContain(reason)
    expect(text).not.toContain("Copy browserslist query")
    expect(screen.queryByRole("link")).toBeNull()
  })

  test("links to the query of the largest share that browserslist can name", () => {
    textFor({ browserslist: null, share: 0.90196, since: null, reason: "Too few." })
    const link = screen.getByRole("link", { name: "Show the query that covers 90.1%" })
    expect(link.getAttribute("href")).toBe("/audiences/team?cover=90.1")
  })
})

describe("the unknown visits", () => {
  const show = (response: Partial<AudienceResponse>) =>
    render(
      <UnknownVisits response={{ id: "DE", kind: "region", of: "known", ...response } as AudienceResponse} />,
    )

  test("are listed by browser, and the rest has a reason", () => {
    show({ unknown: 0.038, unknownBrowsers: [{ id: "ie", name: "Internet Explorer", share: 0.008 }] })
    const rows = screen.getAllByRole("row").map(({ textContent }) => textContent)
    expect(rows.slice(1)).toEqual(["Internet Explorer0.8%", "Browser not named in the usage data3.0%"])
    expect(document.getElementById("unknown")?.textContent).toBe("What the unknown visits are")
    expect(screen.getByRole("link").getAttribute("href")).toBe("/audiences/DE?of=all")
  })

  test("of a saved audience are those that the import could not identify", () => {
    show({ kind: "saved", of: "all", unknown: 0.2, unknownBrowsers: [] })
    expect(screen.getByRole("row", { name: /^Browser not identified by the import 20.0%/ })).toBeDefined()
    expect(screen.getByText(/All shares on this page include them/)).toBeDefined()
    expect(screen.getByRole("link").getAttribute("href")).toBe("/audiences/DE")
  })
})

test("compares the browsers of two audiences, with the difference in points", () => {
  const browser = (id: string, share: number) => ({ id, name: id, share, versions: [] })
  render(
    <AudienceBrowsers
      label="Germany"
      browsers={[browser("firefox", 0.1), browser("chrome", 0.6)]}
      compared={{
        label: "Acme",
        browsers: [browser("firefox", 0.04), browser("edge", 0.2), browser("chrome", 0.6)],
      }}
    />,
  )
  const rows = screen.getAllByRole("row").map(({ textContent }) => textContent)
  expect(rows).toEqual([
    "BrowserGermanyAcmeDifference",
    "firefox10.0%4.0%+6.0",
    "chrome60.0%60.0%0.0",
    "edge0.0%20.0%−20.0",
  ])
})
