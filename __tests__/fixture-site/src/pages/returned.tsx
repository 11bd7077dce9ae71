import type { GetServerDataProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import React from "react"
import * as v from "valibot"
import { Layout } from "../components/layout"
import { serverData } from "../server-data"

/**
 * Returns the form that Gatsby documents: `{ props, headers, status }`. The parameter `as` selects where the status is.
 */
export default function ReturnedPage({ serverData }: PageProps<object, object, unknown, Data>) {
  return (
    <Layout>
      <h1>Returned {serverData.as}</h1>
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: v.object({ as: v.optional(v.string(), "status") }),
    load: ({ query }) => {
      const headers = { "X-Fixture": "yes", "Set-Cookie": ["a=1", "b=2"] }
      const props = { as: query.as, ...(query.as === "date" ? { items: [{ since: new Date(0) }] } : {}) }
      if (query.as === "headers") return { props, headers: { ...headers, status: 203 } }
      return { props, headers, status: 203 }
    },
  })
}

export const Head = () => <title>Returned</title>
