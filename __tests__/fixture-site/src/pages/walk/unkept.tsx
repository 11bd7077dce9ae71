import type { GetServerDataProps } from "gatsby"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { walkServerData } from "../../walk/walk-server-data"
import { Unkept } from "../../walk/walk-views"

export default function UnkeptPage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="unkept" tab={tab}>
      <Unkept />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(context, (prefetch) => prefetch(walkApi.endpoints.unkept.initiate()))
}

export const Head = () => <title>Walk</title>
