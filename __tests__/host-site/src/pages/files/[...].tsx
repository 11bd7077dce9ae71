import type { GetServerDataProps, PageProps } from "gatsby"
import * as React from "react"

type Seen = { rest?: string; query?: unknown; cookie?: string }

export default function FilesPage({ serverData }: PageProps<object, object, unknown, Seen>) {
  return <pre>{JSON.stringify(serverData)}</pre>
}

export async function getServerData({ params, query, headers }: GetServerDataProps) {
  const cookie = headers.get("cookie")
  return {
    props: { rest: params?.["*"], query, ...(cookie ? { cookie } : {}) },
    headers: { "x-files": "yes" },
  }
}
