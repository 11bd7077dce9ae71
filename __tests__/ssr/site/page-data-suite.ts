import fetch from "node-fetch"

/** The page data of a Link navigation, the same under serve and develop. */
export function describePageData(base: () => string): void {
  const pageData = async (path: string) => {
    const [pathname = "", search] = path.split("?")
    const name = pathname === "/" ? "/index" : pathname
    const query = search ? `?${search}` : ""
    const response = await fetch(`${base()}/page-data${name}/page-data.json${query}`)
    // biome-ignore lint/suspicious/noExplicitAny: each page has its own shape
    const { result } = (await response.json()) as any
    return { response, serverData: result.serverData }
  }

  describe("page data", () => {
    test("contains the figures of the API", async () => {
      const { response, serverData } = await pageData("/features/has?audience=DE")
      expect(response.status).toBe(200)
      const api = await fetch(`${base()}/api/features/has?audience=DE`)
      const [query] = Object.values(serverData.dehydratedState.api.queries) as { data: unknown }[]
      expect(query?.data).toEqual(await api.json())
    })

    test("of the list contains its rows and no other audience", async () => {
      const { serverData } = await pageData("/features?q=grid&audience=DE")
      const entries = Object.values(serverData.dehydratedState.api.queries) as {
        data: { audience: { id: string } }
      }[]
      expect(entries).toHaveLength(1)
      expect(entries[0]?.data).toMatchObject({ audience: { id: "DE" }, items: expect.any(Array) })
    })

    test.each([
      ["/features/masonry?audience=DE", "301", { status: 301, location: "/features/grid-lanes?audience=DE" }],
      ["/features/single-color-gradients", "410", { status: 410 }],
      ["/features/gird", "404", { status: 404, suggestions: expect.arrayContaining(["grid"]) }],
      ["/features?min=abc", "400", { status: 400, errors: [expect.objectContaining({ parameter: "min" })] }],
    ])("of %s has status 200 and contains the error", async (path, status, error) => {
      const { response, serverData } = await pageData(path)
      expect(response.status).toBe(200)
      expect(response.headers.get("x-page-status")).toBe(status)
      expect(serverData.error).toMatchObject(error)
    })
  })
}
