import type { GetServerDataProps } from "gatsby"
import { serverData } from "#query/site-server-data"
import { BrowsersQuery } from "#resources/browsers-resource"
import { provideCatalog } from "../../support/inputs/catalog"

beforeAll(() => {
  provideCatalog()
})

test("each page explains a stack in the address that is too long", async () => {
  const context = {
    headers: new Map(),
    method: "GET",
    url: `/browsers?features=${"a".repeat(5_001)}`,
    query: { features: "a".repeat(5_001) },
    params: {},
  } as unknown as GetServerDataProps
  const page = await serverData(context, { query: BrowsersQuery, load: () => ({}) })
  expect(page.status).toBe(400)
  expect(JSON.stringify(page.props)).toContain("Must have at most 5000 characters, not 5001.")
})
