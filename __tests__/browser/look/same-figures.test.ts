import fetch from "node-fetch"
import { minutes, runSite } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runSite(() => sharedHost(reachline))

const audiences = [
  "",
  "audience=DE",
  "audience=alt-af",
  "audience=JP&browsers=defaults",
  "audience=US&of=all",
]

type Figures = {
  reach: number
  partial: number
  lost: number
  unknown: number
}
type Feature = Figures & {
  browsers: (Omit<Figures, "unknown"> & { name: string; share: number })[]
}

async function json<T>(path: string): Promise<T> {
  return (await (await fetch(running.site.url + path)).json()) as T
}

async function main(path: string): Promise<string> {
  const html = await (await fetch(running.site.url + path)).text()
  return /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? ""
}

/** Returns the exact figures in the text of some HTML, in their order. */
const figuresIn = (html: string) =>
  [...html.matchAll(/<data value="([^"]+)"/g)].map(([, value]) => Number(value))

/** Returns the widths of the parts of a bar, as fractions of its width. */
const widthsIn = (svg: string) =>
  [...svg.matchAll(/<rect[^>]* width="([\d.e-]+)%"/g)].map(([, percent]) => Number(percent) / 100)

const close = (figures: readonly number[]) => figures.map((figure) => expect.closeTo(figure, 8))

// Features from the whole catalogue, sorted by name, so that every kind and status occurs.
test.each(audiences)(
  "50 pages, the API and the pictures have the same figures: %s",
  async (query) => {
    const list = await Promise.all(
      [1, 7, 13, 19, 25].map((page) =>
        json<{ items: ({ id: string } & Figures)[] }>(`/api/features?sort=name&page=${page}&${query}`),
      ),
    )
    const items = list.flatMap(({ items: all }) => all.filter((_, index) => index % 4 === 0)).slice(0, 50)
    expect(items).toHaveLength(50)
    for (const item of items) {
      const { browsers, ...feature } = await json<Feature>(`/api/features/${item.id}?${query}`)
      const { reach, partial, lost, unknown } = feature
      expect(feature).toMatchObject({
        reach: item.reach,
        partial: item.partial,
        lost: item.lost,
        unknown: item.unknown,
      })
      const drawnUnknown = query.includes("of=all") && unknown > 0 ? [unknown] : []
      expect(reach + partial + lost + (drawnUnknown[0] ?? 0)).toBeCloseTo(1, 9)

      const html = await main(`/features/${item.id}?${query}`)
      const sentence = /<p[^>]*>(?:(?!<\/p>)[\s\S])*<strong[^>]*><data[\s\S]*?<\/p>/.exec(html)?.[0] ?? ""
      const named = partial > reach ? [partial, reach, lost] : [reach, partial, lost]
      expect(figuresIn(sentence)).toEqual(
        [...named, unknown].filter((share, index) => share > 0 || index === named.indexOf(reach)),
      )
      const [bar = ""] = html.match(/<svg[^>]*role="img"[\s\S]*?<\/svg>/g) ?? []
      expect(widthsIn(bar)).toEqual(close([reach, partial, lost, ...drawnUnknown].filter(Boolean)))

      const strips = html.match(/<svg[^>]*aria-label="Versions of[\s\S]*?<\/svg>/g) ?? []
      const present = browsers.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share)
      expect(strips).toHaveLength(present.length)
      for (const [index, browser] of present.entries()) {
        const hatched = strips[index]?.match(/<rect[^>]*url\(#lost\)[^>]*>/g) ?? []
        const drawnLost = widthsIn(hatched.join("")).reduce((sum, width) => sum + width, 0)
        expect(drawnLost * browser.share).toBeCloseTo(browser.lost, 6)
      }
    }
  },
  minutes(2),
)

test("the bars of the list match its figures", async () => {
  const { items } = await json<{ items: Figures[] }>("/api/features?audience=DE&q=css&page=2")
  const rows =
    (await main("/features?audience=DE&q=css&page=2")).match(/<tr>(?:(?!<\/tr>)[\s\S])*<\/tr>/g) ?? []
  const drawn = rows.filter((row) => row.includes("<rect"))
  expect(drawn).toHaveLength(items.length)
  for (const [index, { reach, partial, lost }] of items.entries()) {
    expect(figuresIn(drawn[index] ?? "")).toEqual([reach, partial, lost])
    expect(widthsIn(drawn[index] ?? "")).toEqual(close([reach, partial, lost].filter(Boolean)))
  }
})

test("the curve of an audience matches its figures", async () => {
  const { baseline } = await json<{ baseline: { years: { year: number; share: number }[] } }>(
    "/api/audiences/DE",
  )
  const html = await main("/?audience=DE")
  const tops = [...html.matchAll(/<rect[^>]* y="([\d.]+)"[^>]* height="[\d.]+"/g)].map(([, y]) => Number(y))
  expect(tops).toHaveLength(baseline.years.length)
  const floor = Number(/The axis starts at (\d+)%/.exec(html.replaceAll("<!-- -->", ""))?.[1]) / 100
  // The y coordinate is 230 for the floor and 24 for a share of 1.
  const shares = tops.map((y) => floor + ((230 - y) / 206) * (1 - floor))
  expect(shares).toEqual(close(baseline.years.map(({ share }) => share)))
})
