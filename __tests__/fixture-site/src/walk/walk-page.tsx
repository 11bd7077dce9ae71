import { Link, type PageProps } from "gatsby"
import React, { type ReactNode, useEffect } from "react"
import { useDispatch, useStore } from "react-redux"
import { walkApi } from "./walk-queries"
import { type PageName, pageNames } from "./walk-resources"

export type WalkPageProps = PageProps<object, object, unknown, { tab: string }>

declare global {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends Window
  interface Window {
    /** The tab's store and the slice. The random-walk test reads both. */
    walk?: {
      store: ReturnType<typeof useStore>
      dispatch: ReturnType<typeof useDispatch>
      api: typeof walkApi
    }
  }
}

/** The frame of a page below `/walk`, with links to all of them. */
export function WalkPage({ name, tab, children }: { name: PageName; tab: string; children: ReactNode }) {
  const store = useStore()
  const dispatch = useDispatch()
  useEffect(() => {
    window.walk = { store, dispatch, api: walkApi }
  }, [store, dispatch])
  return (
    <main data-page={name} data-tab={tab}>
      <h1>
        {name} {tab}
      </h1>
      {children}
      <nav>
        {pageNames.map((page) => (
          <p key={page}>
            <Link to={`/walk/${page}`}>{page}</Link> <Link to={`/walk/${page}?tab=2`}>{page} 2</Link>
          </p>
        ))}
      </nav>
    </main>
  )
}
