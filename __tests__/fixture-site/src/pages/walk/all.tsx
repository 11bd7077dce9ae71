import type { GetServerDataProps } from "gatsby"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { walkServerData } from "../../walk/walk-server-data"
import { CounterView, Feed, Live, Merged, Plain } from "../../walk/walk-views"

/**
 * Contains the same queries as other pages, so that the page data of two pages contain different versions of one query.
 */
export default function AllPage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="all" tab={tab}>
      <Plain />
      <CounterView />
      <Feed />
      <Merged />
      <Live />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  const { plain, counter, feed, merged, live } = walkApi.endpoints
  return walkServerData(context, (prefetch) =>
    Promise.all([
      prefetch(plain.initiate()),
      prefetch(counter.initiate()),
      prefetch(feed.initiate()),
      prefetch(merged.initiate(0)),
      prefetch(live.initiate()),
    ]),
  )
}

export const Head = () => <title>Walk</title>
