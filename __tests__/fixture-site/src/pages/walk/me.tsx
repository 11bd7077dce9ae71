import type { GetServerDataProps } from "gatsby"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { walkServerData } from "../../walk/walk-server-data"
import { MeView } from "../../walk/walk-views"

export default function MePage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="me" tab={tab}>
      <MeView />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(context, (prefetch) => prefetch(walkApi.endpoints.me.initiate()))
}

export const Head = () => <title>Walk</title>
