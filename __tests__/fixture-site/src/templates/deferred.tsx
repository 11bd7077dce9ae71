import { graphql, type PageProps } from "gatsby"
import React from "react"

type Data = { site: { siteMetadata: { title: string } } }

export default function DeferredPage({ data }: PageProps<Data>) {
  return (
    <h1>
      {data.site.siteMetadata.title}, at {String(Math.random())}
    </h1>
  )
}

export const query = graphql`
  query Deferred {
    site {
      siteMetadata {
        title
      }
    }
  }
`
