import { minutes, type Running } from "../servers/running"
import { contractTable } from "./contract-table"
import { describeNavigation } from "./navigation"

/**
 * Tests each row of the README's table: a visit, page data, a click on a Link, a prefetch and history navigation.
 * @param options If `develop` is true, a visit returns Gatsby's shell, and the browser requests the page data.
 */
export function describeContract(running: Running, { develop = false } = {}): void {
  jest.setTimeout(minutes(0.5))
  const rows = contractTable()
  const get = (path: string) =>
    fetch(running.site.url + path, { redirect: "manual", headers: { accept: "text/html" } })
  const titleOf = (html: string) => /<title[^>]*>([^<]*)/.exec(html)?.[1]
  const prefix = () => new URL(running.site.url).pathname.replace(/\/$/, "")

  describe.each(rows)("load ends in $name", (row) => {
    const address = `/table/${row.name}`

    test("page data has the status 200 and contains the error", async () => {
      const response = await get(`/page-data${address}/page-data.json`)
      expect(response.status).toBe(row.pageData)
      expect(response.headers.get("x-page-status")).toBe(row.pageStatus)
      expect(response.headers.get("cache-control")).toBe(row.cacheControl)
      expect(response.headers.get("location")).toBeNull()
      const { serverData } = (await response.json()).result
      if (row.shows === "page") expect(serverData).toMatchObject({ row: "200", query: {} })
      else expect(serverData.error.status).toBe(row.visit)
      if (row.shows === "target") expect(serverData.error.location).toBe("/table/200")
      if (!develop) expect(JSON.stringify(serverData)).not.toContain("secret internals")
    })

    if (develop)
      return test("a visit returns Gatsby's shell", async () => expect((await get(address)).status).toBe(200))

    test("a visit returns the status and headers, and a page in the site's layout", async () => {
      const response = await get(address)
      expect(response.status).toBe(row.visit)
      expect(response.headers.get("cache-control")).toBe(row.cacheControl)
      expect(response.headers.get("x-page-status")).toBeNull()
      if (row.header)
        expect(response.headers.get(row.header)).toBe(
          row.header === "Location" ? `${prefix()}/table/200` : "5",
        )
      const html = await response.text()
      expect(html).toContain('<header id="layout">')
      expect(html).not.toContain("secret internals")
      if (row.shows !== "target") expect(titleOf(html)).toBe(row.title)
      if (row.shows !== "error page") return
      expect(html).toContain(`<h1>${row.title}</h1>`)
      // Compares the paths without the trailing slash that Gatsby adds on the server.
      expect(html).toContain(`<p id="pathname">${prefix()}${address}</p>`)
    })
  })

  describeNavigation(rows, () => running, { develop })
}
