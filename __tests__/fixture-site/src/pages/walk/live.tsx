import type { GetServerDataProps } from "gatsby"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { walkServerData } from "../../walk/walk-server-data"
import { Live } from "../../walk/walk-views"

export default function LivePage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="live" tab={tab}>
      <Live />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(context, (prefetch) => prefetch(walkApi.endpoints.live.initiate()))
}

export const Head = () => <title>Walk</title>
