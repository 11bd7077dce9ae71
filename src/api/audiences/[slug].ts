import { jsonAsBytes, pathPrefix, readJson } from "gatsby-plugin-server-data"
import { ofAudience } from "../../query/cache"
import { endpoint } from "../../query/endpoint"
import { audience } from "../../resources/audience"
import {
  AudienceChange,
  type ChangeAudienceResponse,
  maxBodyBytes,
} from "../../resources/saving/audience-body"
import { responseTag, revisionTag } from "../../resources/saving/entity-tag"
import { changeAudience, removeAudience, requireOwner } from "../../resources/saving/save-audience"

export const config = jsonAsBytes

export default endpoint({
  query: audience.parameters,
  cache: ofAudience,
  async load({ query, params: { slug = "" } }) {
    const answer = await audience.resolve({ slug, ...query })
    if (answer.revision === undefined) return answer
    return Response.json(answer, { headers: { etag: responseTag(answer.revision, answer) } })
  },
  writes: {
    async PUT(request) {
      const { slug = "" } = request.params
      const saved = await requireOwner(slug, request, { revision: "required" })
      const revision = await changeAudience(saved, await readJson(request, AudienceChange, maxBodyBytes))
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
