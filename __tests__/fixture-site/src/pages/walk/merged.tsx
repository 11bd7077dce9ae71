import type { GetServerDataProps } from "gatsby"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { walkServerData } from "../../walk/walk-server-data"
import { Merged } from "../../walk/walk-views"

export default function MergedPage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="merged" tab={tab}>
      <Merged />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(context, (prefetch) => prefetch(walkApi.endpoints.merged.initiate(0)))
}

export const Head = () => <title>Walk</title>
