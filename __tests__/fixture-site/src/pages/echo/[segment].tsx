import type { GetServerDataProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { Layout } from "../../components/layout"
import { serverData } from "../../server-data"

/** Shows its path segment. */
export default function SegmentPage({ serverData }: PageProps<object, object, unknown, Data>) {
  return (
    <Layout>
      <h1>{serverData.segment}</h1>
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, { load: ({ params }) => ({ segment: params.segment ?? "" }) })
}

export const Head = ({ serverData }: { serverData: Data }) => (
  <title>{titleOf(serverData, ({ segment }) => segment)}</title>
)
