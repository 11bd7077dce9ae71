import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import * as React from "react"
import { api, useBookQuery } from "../../queries"
import { withServerData } from "../../server-data"

type Data = ServerDataOf<typeof getServerData>

export default function BookPage({ serverData }: PageProps<object, object, unknown, Data>) {
  const { data } = useBookQuery(serverData.id)
  return <h1>{data?.title}</h1>
}

export async function getServerData(context: GetServerDataProps) {
  return withServerData(context, {
    async load({ params, prefetch }) {
      const { title } = await prefetch(api.endpoints.book.initiate(params.id ?? ""))
      return { id: params.id ?? "", title }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <title>{titleOf(serverData, ({ title }) => title)}</title>
)
