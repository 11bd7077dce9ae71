/** @jest-environment jsdom */

import { formatPercent } from "#reach/format-percent"
import { featureBadge } from "#representations/feature-badge"

const germany = { label: "Germany", browsers: null, unknown: 0.038 }

function draw(
  name: string,
  reach: number,
  audience: { label: string; browsers: string | null; unknown: number } = germany,
  partial = 0,
) {
  const figures = { reach, partial, target: 0.95, meetsTarget: reach >= 0.95 }
  const svg = new DOMParser().parseFromString(
    featureBadge({ feature: { name }, part: null, audience, ...figures }),
    "image/svg+xml",
  )
  expect(svg.querySelector("parsererror")).toBeNull()
  return svg.documentElement
}

const textsOf = (svg: Element) => [...svg.querySelectorAll("text")].map(({ textContent }) => textContent)

test("contains feature, reach and audience in its text and in its accessible name", () => {
  const svg = draw("Grid", 0.962)
  expect(textsOf(svg)).toEqual(["Grid", "96.2% of Germany"])
  expect(svg.getAttribute("role")).toBe("img")
  expect(svg.getAttribute("aria-label")).toBe("Grid: 96.2% of Germany")
  expect(svg.querySelector("title")?.textContent).toBe("Grid: 96.2% of Germany")
  expect(textsOf(draw("Grid", 0.99999, { label: "World", browsers: "defaults", unknown: 0 }))[1]).toBe(
    `${formatPercent(0.99999)} of World, narrowed`,
  )
})

test("contains the partial share if only it completes the target", () => {
  expect(textsOf(draw("Anchor", 0.028, germany, 0.93))[1]).toBe("2.8% of Germany, 93.0% in part")
  expect(textsOf(draw("Anchor", 0.028, germany, 0.8))[1]).toBe("2.8% of Germany")
  expect(textsOf(draw("Anchor", 0.96, germany, 0.03))[1]).toBe("96.0% of Germany")
})

test("contains no figure without support data", () => {
  const svg = draw("Grid", 0, { label: "Christmas Island", browsers: null, unknown: 1 })
  expect(svg.getAttribute("aria-label")).toBe("Grid: no data for Christmas Island")
  const box = svg.querySelector("g[clip-path] rect:last-child")
  expect(contrastWithWhite(String(box?.getAttribute("fill")))).toBeGreaterThanOrEqual(4.5)
})

test.each(["</text><script>alert(1)</script>", '" onload="alert(1)', "<dialog> & ]]>", "a".repeat(5_000)])(
  "escapes and shortens the name %.40s",
  (name) => {
    const svg = draw(name, 0.5)
    expect(svg.querySelector("script")).toBeNull()
    expect(svg.getAttribute("onload")).toBeNull()
    expect(name.startsWith(String(textsOf(svg)[0]).replace("…", ""))).toBe(true)
    expect(Number(svg.getAttribute("width"))).toBeLessThan(700)
  },
)

test("keeps its texts inside their boxes, with a contrast of at least 4.5", () => {
  for (const reach of [0.1, 0.85, 0.99]) {
    const svg = draw("Container queries", reach)
    const [left, right] = [...svg.querySelectorAll("g[clip-path] rect")]
    for (const rect of [left, right]) {
      expect(contrastWithWhite(String(rect?.getAttribute("fill")))).toBeGreaterThanOrEqual(4.5)
    }
    const [subject, value] = [...svg.querySelectorAll("text")]
    const number = (element: Element | undefined, name: string) => Number(element?.getAttribute(name))
    expect(number(subject, "x") + number(subject, "textLength")).toBeLessThan(number(left, "width"))
    expect(number(value, "x")).toBeGreaterThan(number(right, "x"))
    expect(number(value, "x") + number(value, "textLength")).toBeLessThan(number(svg, "width"))
  }
})

/** WCAG 2.2, contrast ratio with white. */
function contrastWithWhite(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
