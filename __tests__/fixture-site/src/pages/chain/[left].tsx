import type { GetServerDataProps, PageProps } from "gatsby"
import { redirect, type ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { Layout } from "../../components/layout"
import { serverData } from "../../server-data"

/**
 * Redirects as many times as the path specifies. `circle` redirects endlessly. `api` and `external` redirect to targets
 * that are not pages.
 */
export default function ChainPage({ serverData }: PageProps<object, object, unknown, Data>) {
  return (
    <Layout>
      <h1>Arrived {serverData.left}</h1>
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    load: ({ params }) => {
      const left = params.left ?? ""
      if (left === "circle") throw redirect("/chain/circle", 302)
      if (left === "api") throw redirect("/api/echo?q=document", 302)
      if (left === "external") throw redirect("https://checkout.example/pay?cart=1", 302, { external: true })
      if (Number(left) > 0) throw redirect(`/chain/${Number(left) - 1}`, 302)
      return { left }
    },
  })
}

export const Head = ({ serverData }: { serverData: Data }) => (
  <title>{titleOf(serverData, ({ left }) => `Arrived ${left}`)}</title>
)
