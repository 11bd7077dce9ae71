import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import { redirect, type ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { AudienceLink, withQuery } from "../components/audience-context"
import { QueryView } from "../components/query-view"
import { Seo } from "../components/seo"
import { StackDetails } from "../components/stack-details"
import { StackForm } from "../components/stack-form"
import { api } from "../query/api"
import { forFiveMinutes } from "../query/cache"
import { serverData } from "../query/server-data"
import { extendStack, StackPageQuery } from "../resources/stack"

type Data = ServerDataOf<typeof getServerData>

/** The reach of several features that must all work, what they ask for, and which one costs most. */
export default function StackPage({
  serverData: {
    query: { features, ...audience },
  },
}: PageProps<object, object, unknown, Data>) {
  const stack = api.useStackQuery({ features, ...audience }, { skip: features === undefined })
  const browsers = api.useBrowsersQuery(audience, { skip: features === undefined })
  return (
    <>
      <h1>{features ? "Features that must all work" : "Put a stack together"}</h1>
      {features ? (
        <QueryView result={stack}>
          {(response) => (
            <StackDetails
              response={response}
              browsers={browsers.data?.items ?? []}
              form={<StackForm values={{ features }} />}
            />
          )}
        </QueryView>
      ) : (
        <>
          <WhatAStackIs />
          <StackForm values={{}} />
        </>
      )}
    </>
  )
}

function WhatAStackIs() {
  return (
    <>
      <p>
        A stack is what you build with: features that must all work in a visitor’s browser. Its reach is the
        share of visits whose browser supports every one of them. That is less than the least of the parts
        where different browsers lack different features.
      </p>
      <p>
        Name the features to see the reach of all of them together, which one costs most, and the least
        version of each browser that has them all. For example:{" "}
        <AudienceLink to="/stack" query={{ features: "grid,has,container-queries" }}>
          grid, :has() and container queries
        </AudienceLink>
        .
      </p>
    </>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: StackPageQuery,
    cache: forFiveMinutes,
    async load({ query: { add, features, ...audience }, prefetch }) {
      if (add !== undefined) {
        throw redirect(withQuery("/stack", { features: extendStack(features, add), ...audience }), 302)
      }
      if (features === undefined) return { names: [] }
      const [stack] = await Promise.all([
        prefetch(api.endpoints.stack.initiate({ features, ...audience })),
        prefetch(api.endpoints.browsers.initiate(audience)),
      ])
      return { names: stack.features.map(({ name }) => name) }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, ({ names }) => (names.length ? `Stack of ${names.join(", ")}` : "Stack"))}
    description="The share of your visitors that several web features reach together, and which one costs most."
    path="/stack"
  />
)
