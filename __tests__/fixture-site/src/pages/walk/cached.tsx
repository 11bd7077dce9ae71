import type { GetServerDataProps } from "gatsby"
import { shared } from "gatsby-plugin-server-data"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { cachedForSeconds } from "../../walk/walk-resources"
import { walkServerData } from "../../walk/walk-server-data"
import { Cached } from "../../walk/walk-views"

export default function CachedPage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="cached" tab={tab}>
      <Cached />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(
    context,
    (prefetch) => prefetch(walkApi.endpoints.cached.initiate()),
    shared({ maxAge: cachedForSeconds }),
  )
}

export const Head = () => <title>Walk</title>
