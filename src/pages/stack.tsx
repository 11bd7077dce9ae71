import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import { redirect, type ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { Seo } from "#components/layout/seo"
import { StackDetails } from "#components/stack/stack-details"
import { StackForm } from "#components/stack/stack-form"
import { StackKeeper } from "#components/stack/stack-keeper"
import { UnknownNames } from "#components/stack/unknown-names"
import { AudienceLink, withQuery } from "#components/ui/audience-context"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { serverData } from "#query/site-server-data"
import { extendStack, StackPageQuery } from "#resources/stack-resource"

type Data = ServerDataOf<typeof getServerData>

export default function StackPage({
  serverData: {
    query: { features, add, ...audience },
    unknown,
  },
}: PageProps<object, object, unknown, Data>) {
  const stack = api.useStackQuery({ features, ...audience }, { skip: features === undefined })
  const browsers = api.useBrowsersQuery(audience, { skip: features === undefined })
  const form = (
    <StackForm
      values={{ features, add }}
      errors={unknown.length > 0 ? [{ parameter: "add", message: notAdded(unknown) }] : []}
    />
  )
  return (
    <>
      <h1>{features ? "Combined reach of your stack" : "Feature stack"}</h1>
      <UnknownNames names={unknown} features={features} />
      {features ? (
        <>
          <StackKeeper features={features} />
          <QueryView result={stack}>
            {(response) => (
              <StackDetails response={response} browsers={browsers.data?.items ?? []} form={form} />
            )}
          </QueryView>
        </>
      ) : (
        <>
          <StackIntroduction />
          {form}
        </>
      )}
    </>
  )
}

const notAdded = (unknown: Data["unknown"]) => `Not added: ${unknown.map(({ text }) => text).join(", ")}`

function StackIntroduction() {
  return (
    <>
      <p>
        A stack is a set of features that must all work in the same browser. The combined reach can be lower
        than the reach of any single feature, because different browsers lack different features.
      </p>
      <p>
        Enter features to see their combined reach, the visits that each one loses, and the minimum version of
        each browser. Example:{" "}
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
    cache: figuresPolicy,
    async load({ query: { add, features, ...audience }, prefetch }) {
      const { added, unknown, ...extended } = extendStack(features, add ?? "")
      if (added.length > 0) {
        const rest = unknown.map(({ text }) => text).join(", ")
        throw redirect(withQuery("/stack", { ...extended, add: rest, ...audience }), 302)
      }
      if (features === undefined) return { names: [], unknown }
      const [stack] = await Promise.all([
        prefetch(api.endpoints.stack.initiate({ features, ...audience })),
        prefetch(api.endpoints.browsers.initiate(audience)),
      ])
      return { names: stack.features.map(({ name }) => name), unknown }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, ({ names }) => (names.length ? `Stack: ${names.join(", ")}` : "Stack"))}
    description="The share of visits that support several web features together, and the visits that each one loses."
    path="/stack"
  />
)
