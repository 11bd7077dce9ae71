import type { GetServerDataProps, PageProps } from "gatsby"
import React from "react"

type Data = { params: unknown; url: string; ownPath?: string }

/** Shows what getServerData received. */
export default function NamedPage({ serverData, location }: PageProps<object, object, unknown, Data>) {
  return (
    <>
      <h1>{location.pathname}</h1>
      <pre>{JSON.stringify(serverData)}</pre>
    </>
  )
}

export async function getServerData({ params, url, pageContext }: GetServerDataProps) {
  return { props: { params, url, ownPath: (pageContext as { ownPath?: string }).ownPath } }
}
