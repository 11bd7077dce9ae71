import type { GetServerDataProps } from "gatsby"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { walkServerData } from "../../walk/walk-server-data"
import { Feed } from "../../walk/walk-views"

export default function FeedPage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="feed" tab={tab}>
      <Feed />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(context, (prefetch) => prefetch(walkApi.endpoints.feed.initiate()))
}

export const Head = () => <title>Walk</title>
