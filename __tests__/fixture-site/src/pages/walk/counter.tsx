import type { GetServerDataProps } from "gatsby"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { walkServerData } from "../../walk/walk-server-data"
import { CounterView } from "../../walk/walk-views"

export default function CounterPage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="counter" tab={tab}>
      <CounterView />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(context, (prefetch) => prefetch(walkApi.endpoints.counter.initiate()))
}

export const Head = () => <title>Walk</title>
