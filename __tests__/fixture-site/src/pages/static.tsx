import { Link } from "gatsby"
import React from "react"
import { Layout } from "../components/layout"

/** Rendered by the build. */
export default function StaticPage() {
  return (
    <Layout>
      <h1>Static</h1>
      <Link id="home" to="/">
        Start
      </Link>
    </Layout>
  )
}

export const Head = () => <title>Static</title>
