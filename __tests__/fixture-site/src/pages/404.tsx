import React from "react"
import { Layout } from "../components/layout"

export default function Page404() {
  return (
    <Layout>
      <h1>Static 404</h1>
    </Layout>
  )
}

export const Head = () => <title>Static 404</title>
