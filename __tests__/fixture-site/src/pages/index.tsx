import { type GetServerDataProps, Link, type PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import * as v from "valibot"
import { Layout } from "../components/layout"
import { serverData } from "../server-data"

/** Tests begin navigations here. The Link leads to the path in `to`. */
export default function StartPage({ serverData }: PageProps<object, object, unknown, Data>) {
  const { to } = serverData.query
  return (
    <Layout>
      <h1>Start</h1>
      {to !== undefined && (
        <Link id="go" to={to}>
          Go
        </Link>
      )}
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, { query: v.object({ to: v.optional(v.string()) }), load: () => ({}) })
}

export const Head = ({ serverData }: { serverData: Data }) => (
  <title>{titleOf(serverData, () => "Start")}</title>
)
