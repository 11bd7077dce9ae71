import type { GetServerDataProps, PageProps } from "gatsby"
import { privateCache, type ServerDataOf, shared } from "gatsby-plugin-server-data"
import React from "react"
import * as v from "valibot"
import { Layout } from "../../components/layout"
import { serverData } from "../../server-data"

/** Reads the header that its path names. */
export default function ReadsPage({ serverData }: PageProps<object, object, unknown, Data>) {
  return (
    <Layout>
      <h1>{serverData.value}</h1>
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  const { header } = context.params as { header: string }
  return serverData(context, {
    query: v.object({ cache: v.optional(v.literal("private")) }),
    cache: ({ query }) => (query.cache === "private" ? privateCache() : shared({ maxAge: 300 })),
    load: ({ headers }) => ({ value: headers.get(header) ?? "" }),
  })
}

export const Head = () => <title>Reads</title>
