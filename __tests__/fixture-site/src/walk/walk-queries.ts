/** The slice of the pages below `/walk`: one query of each kind that hydration must treat differently. */
import { withPrefix } from "gatsby"
import { createApi, fetchBaseQuery } from "gatsby-plugin-rtk-query"
import {
  type Change,
  type Counter,
  type ListPage,
  type Me,
  type Resource,
  resources,
  type Versioned,
} from "./walk-resources"

export type WalkRequest = { read: Resource; page?: number } | { change: Change }

const fetchJson = fetchBaseQuery({ baseUrl: "/", cache: "no-cache" })

const cachedReads: readonly Resource[] = ["cached", "archive"]

function toFetch(request: WalkRequest) {
  if ("change" in request)
    return { url: withPrefix("/api/walk/change"), method: "POST", body: request.change }
  const { read, page } = request
  const folder = cachedReads.includes(read) ? "cached" : "read"
  return { url: withPrefix(`/api/walk/${folder}/${read}`), params: page === undefined ? undefined : { page } }
}

const pages = {
  initialPageParam: 0,
  getNextPageParam: ({ next }: ListPage) => next ?? undefined,
}

const pollMs = 150

export const walkApi = createApi({
  reducerPath: "walk",
  baseQuery: (request: WalkRequest, context, options) => fetchJson(toFetch(request), context, options),
  tagTypes: resources,
  refetchOnMountOrArgChange: 3_600,
  keepUnusedDataFor: 3_600,
  endpoints: (build) => ({
    plain: build.query<Versioned, void>({
      query: () => ({ read: "plain" }),
      providesTags: ["plain"],
      // With this short time, Back often finds the page in Gatsby's loader, but no entry in RTK Query's cache.
      keepUnusedDataFor: 1,
    }),
    collected: build.query<Versioned, void>({
      query: () => ({ read: "collected" }),
      providesTags: ["collected"],
    }),
    unkept: build.query<Versioned, void>({
      query: () => ({ read: "unkept" }),
      providesTags: ["unkept"],
      keepUnusedDataFor: 0,
    }),
    me: build.query<Me, void>({ query: () => ({ read: "me" }), providesTags: ["me"] }),
    cached: build.query<Versioned, void>({ query: () => ({ read: "cached" }), providesTags: ["cached"] }),
    counter: build.query<Counter, void>({ query: () => ({ read: "counter" }), providesTags: ["counter"] }),
    feed: build.infiniteQuery<ListPage, void, number>({
      infiniteQueryOptions: pages,
      query: ({ pageParam }) => ({ read: "feed", page: pageParam }),
      providesTags: ["feed"],
    }),
    archive: build.infiniteQuery<ListPage, void, number>({
      infiniteQueryOptions: pages,
      query: ({ pageParam }) => ({ read: "archive", page: pageParam }),
      providesTags: ["archive"],
    }),
    merged: build.query<ListPage, number>({
      query: (page) => ({ read: "merged", page }),
      serializeQueryArgs: ({ endpointName }) => endpointName,
      merge(list, { rows, next }) {
        const byId = new Map([...list.rows, ...rows].map((row) => [row.id, row]))
        list.rows = [...byId.values()].sort((a, b) => a.id - b.id)
        if (list.rows.at(-1)?.id === rows.at(-1)?.id) list.next = next
      },
      forceRefetch: ({ currentArg, previousArg }) => currentArg !== previousArg,
      providesTags: ["merged"],
    }),
    live: build.query<Versioned, void>({
      query: () => ({ read: "live" }),
      providesTags: ["live"],
      async onCacheEntryAdded(_, { cacheDataLoaded, cacheEntryRemoved, updateCachedData }) {
        // Skips the updates on the server, because the server renders the page only once.
        if (typeof window === "undefined") return
        let isRemoved = false
        cacheEntryRemoved.then(() => {
          isRemoved = true
        })
        await cacheDataLoaded.catch(() => {})
        while (!isRemoved) {
          await new Promise((done) => setTimeout(done, pollMs))
          const update = await fetchUpdate()
          if (isRemoved || !update) continue
          updateCachedData((value) => {
            if (value && update.version > value.version) Object.assign(value, update)
          })
        }
      },
    }),
    change: build.mutation<{ version: number }, Change>({
      query: (change) => ({ change }),
      // Without a response, the server may still have made the change.
      invalidatesTags: (_result, error, { resource }) =>
        error === undefined || error.status === "FETCH_ERROR" ? [resource] : [],
      async onQueryStarted({ resource }, { dispatch, queryFulfilled }) {
        if (resource !== "counter") return
        const patch = dispatch(
          walkApi.util.updateQueryData("counter", undefined, (counter) => {
            counter.likes += 1
            counter.isOptimistic = true
          }),
        )
        await queryFulfilled.catch(patch.undo)
      },
    }),
  }),
})

async function fetchUpdate(): Promise<Versioned | undefined> {
  try {
    const response = await fetch(withPrefix("/api/walk/updates"), { cache: "no-store" })
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}
