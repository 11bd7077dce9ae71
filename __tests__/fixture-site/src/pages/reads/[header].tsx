import type { GetServerDataProps, PageProps } from "gatsby"
import React from "react"
import { privately, type ServerDataOf, shared } from "../../../../../src/server-data"
import { Layout } from "../../components/layout"
import { serverData } from "../../server-data"

/** Reads the header that its path names; `none` reads none, `privately` is a page for one visitor. */
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
    cache: header === "privately" ? privately() : shared({ maxAge: 300 }),
    load: ({ headers }) => ({
      value: ["none", "privately"].includes(header) ? "" : (headers.get(header) ?? ""),
    }),
  })
}

export const Head = () => <title>Reads</title>
