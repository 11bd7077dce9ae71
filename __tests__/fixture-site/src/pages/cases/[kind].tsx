import { type GetServerDataProps, Link, type PageProps } from "gatsby"
import { privateCache, shared } from "gatsby-plugin-server-data"
import React from "react"
import * as v from "valibot"
import { casesApi } from "../../case-queries"
import { caseViews } from "../../components/case-views"
import { serverData } from "../../server-data"

const { feed, list, live, me, dated, short, votes } = casesApi.endpoints

const prefetches = {
  feed: () => feed.initiate("x"),
  "feed-too": () => feed.initiate("x"),
  list: () => list.initiate(0),
  "list-too": () => list.initiate(0),
  live: () => live.initiate(),
  me: () => me.initiate(),
  dated: () => dated.initiate("x"),
  short: () => short.initiate(),
  votes: () => votes.initiate(),
} as const

/** Tests of server-rendered queries: the last part of the path selects the case. */
export default function Case({ serverData: { kind } }: PageProps<object, object, unknown, { kind: string }>) {
  const View = caseViews[kind] ?? (() => null)
  return (
    <main>
      <h1>{kind}</h1>
      <View key={kind} />
      {Object.keys(caseViews).map((other) => (
        <Link key={other} to={`/cases/${other}`}>
          {other}
        </Link>
      ))}
      <Link to={`/cases/${kind}?tab=2`}>tab 2</Link>
    </main>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: v.object({ tab: v.optional(v.string()) }),
    params: v.object({ kind: v.string() }),
    cache: ({ params: { kind } }) =>
      kind === "me-collected" ? privateCache() : kind === "me-shared" ? shared({ maxAge: 60 }) : undefined,
    async load({ params: { kind }, prefetch }) {
      const query = prefetches[kind as keyof typeof prefetches]
      if (query) await prefetch(query() as ReturnType<typeof votes.initiate>)
      // Takes time, as other work of a page does. A query with `keepUnusedDataFor: 0` must keep its data during this
      // time.
      await new Promise((resolve) => setTimeout(resolve, 5))
      return { kind }
    },
  })
}

export const Head = () => <title>Case</title>
