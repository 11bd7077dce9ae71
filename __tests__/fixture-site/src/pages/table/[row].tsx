import type { GetServerDataProps, PageProps } from "gatsby"
import { badRequest, gone, redirect, type ServerDataOf, shared, unavailable } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { Layout } from "../../components/layout"
import { Missing, serverData } from "../../server-data"

/** A page for each row of the table of HTTP errors in the README of gatsby-plugin-server-data. */
export default function RowPage({ serverData }: PageProps<object, object, unknown, Data>) {
  return (
    <Layout>
      <h1>Row {serverData.row}</h1>
    </Layout>
  )
}

type Data = ServerDataOf<typeof getServerData>

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    cache: shared({ maxAge: 300, staleWhileRevalidate: 86_400 }),
    timeoutMs: 300,
    load: ({ params, signal }) => row(params.row ?? "", signal),
  })
}

async function row(name: string, signal: AbortSignal): Promise<{ row: string }> {
  switch (name) {
    case "301":
    case "302":
    case "307":
    case "308":
      throw redirect("/table/200", Number(name) as 301)
    case "400":
      throw badRequest([{ parameter: "min", message: "Takes 0 to 100." }])
    case "404":
      throw new Missing("There is no such row.")
    case "410":
      throw gone({ detail: "This row was split.", successors: ["200"] })
    case "500":
      throw new Error("secret internals")
    case "503":
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
      break
    case "busy":
      throw unavailable(30)
  }
  return { row: name }
}

export const Head = ({ serverData }: { serverData: Data }) => (
  <title>{titleOf(serverData, ({ row }) => `Row ${row.toUpperCase()}`)}</title>
)
