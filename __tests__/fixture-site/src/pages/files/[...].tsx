import { type GetServerDataProps, graphql, type PageProps } from "gatsby"
import React from "react"

type Built = { site: { siteMetadata: { title: string } } }
type Data = { rest?: string; query?: unknown; cookie?: string }

export default function FilesPage({ data, serverData }: PageProps<Built, object, unknown, Data>) {
  return (
    <>
      <h1>{data.site.siteMetadata.title}</h1>
      <pre>{JSON.stringify(serverData)}</pre>
    </>
  )
}

export async function getServerData({ params, query, headers }: GetServerDataProps) {
  const cookie = headers.get("cookie")
  return {
    props: { rest: params?.["*"], query, ...(cookie ? { cookie } : {}) },
    headers: { "x-files": "yes" },
  }
}

export const query = graphql`
  query Files {
    site {
      siteMetadata {
        title
      }
    }
  }
`
