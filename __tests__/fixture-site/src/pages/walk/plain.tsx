import type { GetServerDataProps } from "gatsby"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { walkServerData } from "../../walk/walk-server-data"
import { Plain } from "../../walk/walk-views"

export default function PlainPage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="plain" tab={tab}>
      <Plain />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(context, (prefetch) => prefetch(walkApi.endpoints.plain.initiate()))
}

export const Head = () => <title>Walk</title>
