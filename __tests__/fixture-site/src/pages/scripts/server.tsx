import type { GetServerDataProps } from "gatsby"
import React from "react"
import { InlineScripts } from "../../components/inline-scripts"
import { serverData } from "../../server-data"

export default function ServerScriptsPage() {
  return <InlineScripts />
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, { load: () => ({}) })
}
