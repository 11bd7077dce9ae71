import { pathPrefix, rawJsonBody, readJson } from "gatsby-plugin-server-data"
import { endpoint } from "#query/site-endpoint"
import { audiences } from "#resources/audiences-resource"
import { AudienceBody, type CreateAudienceResponse, maxBodyBytes } from "#saved-audiences/audience-body"
import { revisionTag } from "#saved-audiences/entity-tag"
import { createAudience } from "#saved-audiences/save-audience"
import { countAgainstLimit } from "#saved-audiences/save-limits"

export const config = rawJsonBody

export default endpoint({
  query: audiences.parameters,
  load: ({ query }) => audiences.resolve(query),
  writes: {
    async POST(request) {
      await countAgainstLimit("create", request.clientAddress)
      const { browsers, unknown, lowerBounds, ...named } = await readJson(request, AudienceBody, {
        maxBytes: maxBodyBytes,
      })
      const visits = { browsers, unknown, lowerBounds, source: "api" }
      const { slug, editKey } = await createAudience({ ...named, visits })
      return Response.json(
        { slug, url: `${pathPrefix()}/audiences/${slug}`, editKey } satisfies CreateAudienceResponse,
        { status: 201, headers: { location: `${pathPrefix()}/api/audiences/${slug}`, etag: revisionTag(1) } },
      )
    },
  },
})
