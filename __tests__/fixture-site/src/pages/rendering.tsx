import type { GetServerDataProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import React from "react"
import { Layout } from "../components/layout"
import { serverData } from "../server-data"

/** Shows another id at each call of getServerData. */
export default function RenderingPage({ serverData }: PageProps<object, object, unknown, Data>) {
  return (
    <Layout>
      <h1 id="rendering-id">{serverData.renderingId}</h1>
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, { load: () => ({ renderingId: crypto.randomUUID() }) })
}

export const Head = () => <title>Rendering</title>
