import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import React from "react"
import { AudienceLink } from "../../../components/audience-context"
import { AudienceSaved } from "../../../components/audience-saved"
import { Seo } from "../../../components/seo"
import { serverData } from "../../../query/server-data"
import { takeSaved } from "../../../query/upload-answer"
import { FeatureQuery } from "../../../resources/feature"
import { privately, type ServerDataOf } from "../../../server-data"
import { titleOf } from "../../../server-data/client"

type Data = ServerDataOf<typeof getServerData>

/** Where an upload without scripts leads: the edit key, once. */
export default function SavedAudiencePage({
  serverData: { saved },
}: PageProps<object, object, unknown, Data>) {
  return saved ? <AudienceSaved {...saved} /> : <ShownBefore />
}

function ShownBefore() {
  return (
    <>
      <h1>The key was shown before</h1>
      <p>
        An edit key is shown once, right after an import. Is it lost, then{" "}
        <AudienceLink to="/audiences/new">import again</AudienceLink>.
      </p>
    </>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: FeatureQuery,
    cache: privately(),
    load({ headers }) {
      // Reading a cookie makes the answer `private, no-store`.
      const { value: saved, clear } = takeSaved(headers)
      return { props: { saved }, headers: { "set-cookie": clear } }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, () => "Your audience is saved")}
    description="The edit key of an audience, shown once."
    noindex
  />
)
