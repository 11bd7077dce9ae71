import { routes as fixtureRoutes } from "../../../packages/gatsby-plugin-rtk-query/__tests__/unit/fixture"
import { createServerStore } from "../../../packages/gatsby-plugin-rtk-query/src/store"
import { api } from "../../../src/query/api"
import { prefetching } from "../../../src/query/prefetching"
import { resolveResource } from "../../../src/query/resolve-resource"
import { tagOf, tagsOf } from "../../../src/query/resource-api"
import { resources } from "../../../src/resources"
import { provideCatalog } from "../../support/catalog"

beforeAll(() => {
  provideCatalog()
})

test("a page's prefetch brings what the resource says, to the letter", async () => {
  const { context, props, dispose } = prefetching()
  const args = { id: "grid", audience: "DE" }
  expect(await context.prefetch(api.endpoints.feature.initiate(args))).toEqual(
    await resources.feature.resolve(args),
  )
  const [query] = Object.values(props().state.queries)
  expect(query).toEqual(expect.objectContaining({ endpointName: "feature", originalArgs: args }))
  expect(query?.tags).toEqual([tagOf("feature", "grid"), tagOf("audience", "DE")])
  dispose()
})

test("what /features carries is at most 1.15 times its bare result", async () => {
  const { context, props, dispose } = prefetching()
  const bare = JSON.stringify(await context.prefetch(api.endpoints.features.initiate({}))).length
  const carried = JSON.stringify(props().state).length
  dispose()
  console.info(`/features: ${carried} bytes carried for ${bare} bytes of result`)
  expect(bare).toBeGreaterThan(5_000)
  expect(carried / bare).toBeLessThanOrEqual(1.15)
})

test.each([
  ["books", {}, [{ type: "books" }]],
  ["books", { q: "x", shelf: "top" }, [{ type: "books" }, tagOf("shelf", "top")]],
  ["book", { id: "a" }, [tagOf("book", "a")]],
  ["shelf", { slug: "top" }, [tagOf("shelf", "top")]],
] as const)("what %s shows with %j can be invalidated by its tags", (name, args, tags) => {
  expect(tagsOf(name, fixtureRoutes[name], args, Object.keys(fixtureRoutes))).toEqual(tags)
})

test("a mutation that is dispatched on the server is refused, not answered as a read", async () => {
  const store = createServerStore({ api, ask: resolveResource(resources) })
  const removal = api.endpoints.removeAudience.initiate({ slug: "world", editKey: "key", revision: 1 })
  const { data, error } = await store.dispatch(removal)
  expect(data).toBeUndefined()
  expect(error).toMatchObject({ message: "DELETE audience: mutations run in the browser alone." })
  store.dispatch(api.util.resetApiState())
})
