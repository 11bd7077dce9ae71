import { pathPrefix, rawJsonBody, readJson } from "gatsby-plugin-server-data"
import { audiencePolicy } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { audience } from "#resources/audience-resource"
import { AudienceChange, type ChangeAudienceResponse, maxBodyBytes } from "#saved-audiences/audience-body"
import { responseTag, revisionTag } from "#saved-audiences/entity-tag"
import { changeAudience, removeAudience, requireOwner } from "#saved-audiences/save-audience"

export const config = rawJsonBody

export default endpoint({
  query: audience.parameters,
  cache: audiencePolicy,
  async load({ query, params: { slug = "" } }) {
    const data = await audience.resolve({ slug, ...query })
    if (data.revision === undefined) return data
    return Response.json(data, { headers: { etag: responseTag(data.revision, data) } })
  },
  writes: {
    async PUT(request) {
      const { slug = "" } = request.params
      const saved = await requireOwner(slug, request, { revision: "required" })
      const revision = await changeAudience(
        saved,
        await readJson(request, AudienceChange, { maxBytes: maxBodyBytes }),
      )
      return Response.json(
        { slug, url: `${pathPrefix()}/audiences/${slug}`, revision } satisfies ChangeAudienceResponse,
        { headers: { etag: revisionTag(revision) } },
      )
    },
    async DELETE(request) {
      await removeAudience(request.params.slug ?? "", request)
      return new Response(null, { status: 204 })
    },
  },
})
