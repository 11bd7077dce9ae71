import type { GetServerDataProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import React from "react"
import { Layout } from "../components/layout"
import { serverData } from "../server-data"

/** Says which making of it this is. */
export default function MadePage({ serverData }: PageProps<object, object, unknown, Data>) {
  return (
    <Layout>
      <h1 id="making">{serverData.making}</h1>
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, { load: () => ({ making: crypto.randomUUID() }) })
}

export const Head = () => <title>Made</title>
