import type { GetServerDataProps, PageProps } from "gatsby"
import React from "react"
import type { ServerDataOf } from "../../../../../src/server-data"
import { titleOf } from "../../../../../src/server-data/client"
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
