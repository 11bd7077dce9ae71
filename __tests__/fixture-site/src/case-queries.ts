import { withPrefix } from "gatsby"
import { createApi, fetchBaseQuery } from "gatsby-plugin-rtk-query"
import type { CaseRequest } from "./case-data"

const fetchJson = fetchBaseQuery({ baseUrl: "/", cache: "no-cache" })

declare global {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends Window
  interface Window {
    /** How often `onCacheEntryAdded` of `live` has started. */
    liveStarts?: number
  }
}

/** A second API of the site. Each endpoint has another feature of RTK Query. */
export const casesApi = createApi({
  reducerPath: "cases",
  baseQuery: ({ name, parameters }: CaseRequest, context, options) =>
    fetchJson(
      {
        url: withPrefix(`/api/case/${name}`),
        params: parameters,
        method: name === "vote" ? "POST" : "GET",
      },
      context,
      options,
    ),
  tagTypes: ["votes"],
  keepUnusedDataFor: 900,
  endpoints: (build) => ({
    feed: build.infiniteQuery<string[], string, number>({
      infiniteQueryOptions: { initialPageParam: 0, getNextPageParam: (_last, _all, page) => page + 1 },
      query: ({ pageParam }) => ({ name: "rows", parameters: { page: String(pageParam) } }),
    }),
    list: build.query<string[], number>({
      query: (page) => ({ name: "rows", parameters: { page: String(page) } }),
      serializeQueryArgs: ({ endpointName }) => endpointName,
      merge: (rows, added) => {
        rows.push(...added)
      },
      forceRefetch: ({ currentArg, previousArg }) => currentArg !== previousArg,
    }),
    live: build.query<{ text: string }, void>({
      query: () => ({ name: "text" }),
      async onCacheEntryAdded(_arg, { cacheDataLoaded, updateCachedData, cacheEntryRemoved }) {
        if (typeof window === "undefined") return
        window.liveStarts = (window.liveStarts ?? 0) + 1
        await cacheDataLoaded
        updateCachedData((data) => {
          data.text += ", live"
        })
        await cacheEntryRemoved
      },
    }),
    me: build.query<{ name: string }, void>({ query: () => ({ name: "me" }) }),
    dated: build.query<{ when: Date }, string>({
      query: (id) => ({ name: "when", parameters: { id } }),
      transformResponse: ({ when }: { when: string }) => ({ when: new Date(when) }),
    }),
    short: build.query<{ text: string }, void>({ query: () => ({ name: "text" }), keepUnusedDataFor: 0 }),
    votes: build.query<{ count: number }, void>({
      query: () => ({ name: "votes" }),
      providesTags: ["votes"],
    }),
    vote: build.mutation<null, void>({
      query: () => ({ name: "vote" }),
      async onQueryStarted(_arg, { dispatch, queryFulfilled }) {
        const { undo } = dispatch(
          casesApi.util.updateQueryData("votes", undefined, (votes) => {
            votes.count += 1
          }),
        )
        await queryFulfilled.catch(undo)
      },
    }),
  }),
})
