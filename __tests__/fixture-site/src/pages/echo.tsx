import type { GetServerDataProps, PageProps } from "gatsby"
import { type ServerDataOf, shared } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import * as v from "valibot"
import { EchoForm } from "../components/echo-form"
import { Layout } from "../components/layout"
import { serverData } from "../server-data"

const EchoQuery = v.object({
  q: v.optional(v.string()),
  min: v.optional(
    v.pipe(
      v.string(),
      v.toNumber("Takes a number."),
      v.minValue(0, "Takes 0 or more."),
      v.maxValue(100, "Takes 100 or less."),
    ),
  ),
  sort: v.optional(v.picklist(["name", "reach"], "Takes name or reach.")),
  /** The name of a header to show. */
  header: v.optional(v.picklist(["user-agent", "accept-language", "referer"])),
})

/** Shows the query, a header and the URL of the request. */
export default function EchoPage({ serverData }: PageProps<object, object, unknown, Data>) {
  return (
    <Layout>
      <h1>Echo</h1>
      <EchoForm value={serverData.query} />
      <p id="header">{serverData.header}</p>
      <p id="url">{serverData.url}</p>
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: EchoQuery,
    cache: shared({ maxAge: 300 }),
    load: ({ query, headers, url }) => ({
      header: query.header ? headers.get(query.header) : null,
      url: url.pathname + url.search,
    }),
  })
}

export const Head = ({ serverData }: { serverData: Data }) => (
  <title>{titleOf(serverData, ({ query }) => `Echo ${query.q ?? ""}`)}</title>
)
