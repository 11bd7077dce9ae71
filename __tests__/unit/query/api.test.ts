import { configureStore } from "@reduxjs/toolkit"
import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { api } from "#query/api"
import { resolveResource } from "#query/resolve-resource"
import { tagOf, tagsOf } from "#query/resource-api"
import { prefetcher } from "#query/site-server-data"
import { resources } from "#resources"
import { UnknownId } from "#search/unknown-id"
import { provideCatalog } from "../../support/inputs/catalog"

beforeAll(() => {
  provideCatalog()
})

const { features, feature } = api.endpoints

test("a prefetch returns what the resource returns", async () => {
  const { context, props, dispose } = prefetcher()
  const args = { id: "grid", audience: "DE" }
  expect(await context.prefetch(feature.initiate(args))).toEqual(await resources.feature.resolve(args))
  const [query] = Object.values(props().dehydratedState.api?.queries ?? {})
  expect(query).toEqual(expect.objectContaining({ endpointName: "feature", originalArgs: args }))
  expect(query?.tags).toEqual([tagOf("feature", "grid"), tagOf("audience", "DE")])
  dispose()
})

test("a prefetch throws the error of the resource", async () => {
  const { context, dispose } = prefetcher()
  await expect(context.prefetch(feature.initiate({ id: "gird" }))).rejects.toBeInstanceOf(UnknownId)
  dispose()
})

test("the dehydrated state of /features is at most 1.15 times the size of its result", async () => {
  const { context, props, dispose } = prefetcher()
  const bare = JSON.stringify(await context.prefetch(features.initiate({}))).length
  const dehydrated = JSON.stringify(props().dehydratedState).length
  dispose()
  console.info(`/features: ${dehydrated} bytes dehydrated for ${bare} bytes of result`)
  expect(bare).toBeGreaterThan(5_000)
  expect(dehydrated / bare).toBeLessThanOrEqual(1.15)
})

test("absent, empty and undefined arguments are one query", async () => {
  const resolve = jest.fn(async () => ({ data: { items: [] } }))
  const { context, dispose } = createPrefetcher({ apis: [api], baseQueries: { api: () => resolve } })()
  const { prefetch } = context
  await Promise.all([
    prefetch(features.initiate({})),
    prefetch(features.initiate()),
    prefetch(features.initiate({ q: undefined })),
  ])
  dispose()
  expect(resolve).toHaveBeenCalledTimes(1)
})

const routes = { books: "/api/books", book: "/api/books/{id}", shelf: "/api/shelves/{slug}" }

test.each([
  ["books", {}, [{ type: "books" }]],
  ["books", { q: "x", shelf: "top" }, [{ type: "books" }, tagOf("shelf", "top")]],
  ["books", { vs: "acme" }, [{ type: "books" }, tagOf("audience", "acme")]],
  ["book", { id: "a" }, [tagOf("book", "a")]],
  ["shelf", { slug: "top" }, [tagOf("shelf", "top")]],
] as const)("%s with %j provides its own tag and those of its arguments", (name, args, tags) => {
  expect(tagsOf(name, routes[name], args, Object.keys(routes))).toEqual(tags)
})

test("the server rejects a mutation", async () => {
  const request = { resource: "audience", args: { slug: "world" }, write: { method: "DELETE" } } as const
  await expect(async () => resolveResource(resources)(request, {} as never, {})).rejects.toThrow(
    "DELETE audience: mutations run in the browser only.",
  )
})

test("a store that contains only the slice uses the browser's base query", async () => {
  const fetched = jest.spyOn(globalThis, "fetch").mockResolvedValue(Response.json({ items: [] }))
  const store = configureStore({
    reducer: { api: api.reducer },
    middleware: (defaults) => defaults().concat(api.middleware),
  })
  await store.dispatch(features.initiate({ q: "grid" }))
  expect(fetched).toHaveBeenCalledWith("/api/features?q=grid", expect.anything())
  store.dispatch(api.util.resetApiState())
  fetched.mockRestore()
})
