import { graphql, type PageProps } from "gatsby"
import React from "react"

type Data = { picture: { publicUrl: string; resize: { src: string } } }

export default function PicturePage({ data }: PageProps<Data>) {
  return <pre>{JSON.stringify(data.picture)}</pre>
}

export async function getServerData() {
  return { props: {} }
}

export const query = graphql`
  query Picture {
    picture {
      publicUrl
      resize(width: 20) {
        src
      }
    }
  }
`
