import fetch, { type Response } from "node-fetch"

/** The JSON API over HTTP, the same under serve and develop. */
export function describeApi(base: () => string): void {
  const get = (path: string) => fetch(base() + path, { redirect: "manual" })
  describeResponses(base, get)
  describeProblems(get)
}

type Get = (path: string) => Promise<Response>

// biome-ignore lint/suspicious/noExplicitAny: the tests check the shapes
const json = async (response: Response) => (await response.json()) as any

function describeResponses(base: () => string, get: Get): void {
  describe("the JSON API", () => {
    test("returns filtered features with figures that add up to 1", async () => {
      const response = await get("/api/features?audience=DE&min=90&q=grid&utm_source=x")
      expect(response.status).toBe(200)
      expect(response.headers.get("access-control-allow-origin")).toBe("*")
      expect(response.headers.get("cache-control")).toContain("s-maxage=300")
      expect(response.headers.get("no-vary-search")).toMatch(/except=\(.*"audience".*"page"/)
      const body = await json(response)
      expect(body).toMatchObject({
        audience: { id: "DE", label: "Germany", browsers: null, of: "known", unknown: expect.any(Number) },
        target: 0.95,
        page: 1,
        pageSize: 50,
      })
      expect(body.items[0]).toEqual({
        id: "grid",
        name: "Grid",
        description: expect.any(String),
        baseline: "widely",
        since: "2017-10-17",
        groups: expect.any(Array),
        reach: expect.any(Number),
        partial: expect.any(Number),
        lost: expect.any(Number),
        unknown: expect.any(Number),
        meetsTarget: true,
      })
      for (const { reach, partial, lost } of body.items) {
        expect(reach).toBeGreaterThanOrEqual(0.9)
        expect(Math.abs(reach + partial + lost - 1)).toBeLessThan(1e-9)
      }
    })

    test.each([
      ["/api/features/has?audience=US", { feature: { id: "has" }, reach: expect.any(Number) }],
      [
        "/api/stack?features=grid,has",
        { features: [{ id: "grid" }, { id: "has" }], minimum: { chrome: "105" } },
      ],
      ["/api/browsers", { items: expect.arrayContaining([expect.objectContaining({ id: "safari_ios" })]) }],
      ["/api/browsers/safari_ios?version=15.6", { version: "15.6", browser: { id: "safari_ios" } }],
      ["/api/audiences", { items: expect.arrayContaining([{ id: "DE", label: "Germany", kind: "region" }]) }],
      ["/api/audiences/alt-eu", { id: "alt-eu", label: "Europe", baseline: { widely: expect.any(Number) } }],
      ["/api/dataset", { webFeatures: { features: 1204 } }],
      ["/api/health", { status: "ok" }],
    ])("returns %s", async (path, expected) => {
      const response = await get(path)
      expect(response.status).toBe(200)
      expect(response.headers.get("content-type")).toMatch(/^application\/json/)
      expect(await json(response)).toMatchObject(expected)
    })

    test("redirects a moved feature to its new id, with the query", async () => {
      const response = await get("/api/features/masonry?audience=DE")
      expect(response.status).toBe(301)
      expect(new URL(response.headers.get("location") ?? "", base()).href).toBe(
        `${base()}/api/features/grid-lanes?audience=DE`,
      )
    })
  })
}

function describeProblems(get: Get): void {
  describe("errors of the JSON API", () => {
    test.each([
      ["/api/features/gird", 404, { suggestions: expect.arrayContaining(["grid"]) }],
      ["/api/features/single-color-gradients", 410, { successors: ["gradients", "conic-gradients"] }],
      ["/api/features?min=abc", 400, { errors: [{ parameter: "min", message: /0 to 100/ }] }],
      ["/api/features?audience=XX", 400, { errors: [{ parameter: "audience", message: /DE, US/ }] }],
      [
        "/api/features?browsers=extends%20foo",
        400,
        { errors: [{ parameter: "browsers", message: /package/ }] },
      ],
      ["/api/features?q=a&q=b", 400, { errors: [{ parameter: "q", message: /more than once/ }] }],
      ["/api/stack", 400, { errors: [{ parameter: "features", message: /grid,has/ }] }],
      [
        "/api/stack?features=gird",
        400,
        { errors: [{ parameter: "features", message: /Did you mean grid/ }] },
      ],
      ["/api/browsers/chrom", 404, { suggestions: expect.arrayContaining(["chrome"]) }],
      ["/api/audiences/germny", 404, { suggestions: ["DE"] }],
    ])("%s returns a problem with status %i", async (path, status, members) => {
      const response = await get(path)
      expect(response.status).toBe(status)
      expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/)
      expect(response.headers.get("access-control-allow-origin")).toBe("*")
      const problem = await json(response)
      const { errors, ...plain } = members as { errors?: { parameter: string; message: RegExp }[] }
      expect(problem).toMatchObject({ type: "about:blank", title: expect.any(String), status, ...plain })
      for (const [index, { parameter, message }] of (errors ?? []).entries()) {
        expect(problem.errors[index]).toEqual({ parameter, message: expect.stringMatching(message) })
      }
    })
  })
}
