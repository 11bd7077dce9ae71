import type { GetServerDataProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import React from "react"
import * as v from "valibot"
import { Layout } from "../components/layout"
import { serverData } from "../server-data"

/** Fails for every tenth number. */
export default function TenthPage({ serverData }: PageProps<object, object, unknown, Data>) {
  return (
    <Layout>
      <h1>Number {serverData.n}</h1>
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: v.object({ n: v.pipe(v.string(), v.toNumber()) }),
    load: async ({ query: { n } }) => {
      await new Promise((done) => setTimeout(done, n % 7))
      if (n % 10 === 0) throw new Error(`the ${n}th fails`)
      return { n }
    },
  })
}

export const Head = () => <title>Tenth</title>
