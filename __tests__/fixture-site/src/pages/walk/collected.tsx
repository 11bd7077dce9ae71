import type { GetServerDataProps } from "gatsby"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkServerData } from "../../walk/walk-server-data"
import { Collected } from "../../walk/walk-views"

/** Prefetches nothing, so its query is collected while the page is rendered. */
export default function CollectedPage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="collected" tab={tab}>
      <Collected />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(context, async () => {})
}

export const Head = () => <title>Walk</title>
