import type { SerializedError } from "@reduxjs/toolkit"
import { withPrefix } from "gatsby"
import type { InferOutput } from "valibot"
import type { Resources } from "#resources"
import { routes } from "#resources/routes"
import type {
  AudienceBody,
  AudienceChange,
  ChangeAudienceResponse,
  CreateAudienceResponse,
} from "#saved-audiences/audience-body"
import { fetchResource } from "./fetch-resource"
import type { QueryError } from "./query-error"
import { createResourceApi, tagOf, type Write } from "./resource-api"

type AudienceToSave = InferOutput<typeof AudienceBody>

type AudienceToReplace = InferOutput<typeof AudienceChange>

type ChangedRevision = {
  slug: string
  editKey: string
  /** The revision that the page shows. If a newer revision was saved since then, the server responds with 412. */
  revision: number
}

/**
 * All queries and mutations of this site. A component calls `api.useFeaturesQuery(args)`. A `load` function calls
 * `prefetch(api.endpoints.features.initiate(args))`. A mutation of an audience invalidates the queries that show the
 * audience or figures for the audience.
 */
export const api = createResourceApi<Resources>(
  routes,
  fetchResource({ routes, withPrefix }),
).injectEndpoints({
  endpoints: (build) => ({
    saveAudience: build.mutation<CreateAudienceResponse, AudienceToSave>({
      query: (body) => ({ resource: "audiences", args: {}, write: { method: "POST", body } }),
      invalidatesTags: (saved) => (saved ? ["audiences"] : []),
    }),
    replaceAudience: build.mutation<ChangeAudienceResponse, ChangedRevision & AudienceToReplace>({
      query: ({ slug, editKey, revision, ...body }) => ({
        resource: "audience",
        args: { slug },
        write: { method: "PUT", headers: authorized(editKey, revision), body },
      }),
      invalidatesTags: (_saved, error, { slug }) => changedBy(slug, error),
    }),
    removeAudience: build.mutation<null, ChangedRevision>({
      query: ({ slug, editKey, revision }) => ({
        resource: "audience",
        args: { slug },
        write: { method: "DELETE", headers: authorized(editKey, revision) },
      }),
      invalidatesTags: (_removed, error, { slug }) => changedBy(slug, error),
    }),
  }),
})

/**
 * Returns the tags that a mutation invalidates. The queries of the audience are also outdated after error 412, because
 * this error means that another visitor has changed the audience.
 */
function changedBy(slug: string, error: QueryError | SerializedError | undefined) {
  if (error === undefined) return ["audiences" as const, tagOf("audience", slug)]
  return "status" in error && error.status === 412 ? [tagOf("audience", slug)] : []
}

const authorized = (editKey: string, revision: number): Write["headers"] => ({
  authorization: `Bearer ${editKey}`,
  "if-match": `"${revision}"`,
})
