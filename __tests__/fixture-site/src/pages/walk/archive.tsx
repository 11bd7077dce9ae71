import type { GetServerDataProps } from "gatsby"
import { shared } from "gatsby-plugin-server-data"
import React from "react"
import { WalkPage, type WalkPageProps } from "../../walk/walk-page"
import { walkApi } from "../../walk/walk-queries"
import { cachedForSeconds } from "../../walk/walk-resources"
import { walkServerData } from "../../walk/walk-server-data"
import { Archive } from "../../walk/walk-views"

export default function ArchivePage({ serverData: { tab } }: WalkPageProps) {
  return (
    <WalkPage name="archive" tab={tab}>
      <Archive />
    </WalkPage>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return walkServerData(
    context,
    (prefetch) => prefetch(walkApi.endpoints.archive.initiate()),
    shared({ maxAge: cachedForSeconds }),
  )
}

export const Head = () => <title>Walk</title>
