import React from "react"
import { Layout } from "../components/layout"

export default function Page500() {
  return (
    <Layout>
      <h1>Static 500</h1>
    </Layout>
  )
}

export const Head = () => <title>Static 500</title>
