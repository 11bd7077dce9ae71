import type { GenericSchema } from "valibot"
import { routes } from "#resources/routes"
import {
  AudienceBody,
  AudienceChange,
  ChangeAudienceResponse,
  CreateAudienceResponse,
} from "#saved-audiences/audience-body"

export const securitySchemes = {
  editKey: {
    type: "http",
    scheme: "bearer",
    description: "The edit key of the audience. Only the response that created the audience contains it.",
  },
}

export const writeProblems = {
  401: "The request has no edit key in `Authorization`.",
  403: "The edit key belongs to another audience.",
  412: "The audience has a newer revision.",
  413: "The body is too large.",
  415: "The content type of the body is not supported.",
  428: "A change requires the current revision in `If-Match`.",
  429: "Too many requests from one address. `Retry-After` contains the seconds to wait.",
} as const

type SchemaTools = {
  schemaOf(schema: GenericSchema): object
  problemRefs(problems: (keyof typeof writeProblems | 404)[]): object
}

/** Returns the operations that write saved audiences, by path. Request bodies use the same schemas as the endpoints. */
export function writeOperations({ schemaOf, problemRefs }: SchemaTools) {
  const json = (schema: GenericSchema, example: object) => ({
    content: { "application/json": { schema: schemaOf(schema), example } },
  })
  const post = {
    operationId: "createAudience",
    summary: "Save an audience",
    description:
      "The returned slug is a valid `audience` in every other operation. Only this response contains the edit key.",
    requestBody: { required: true, ...json(AudienceBody, audience) },
    responses: {
      201: {
        description: "Saved.",
        headers: { Location: { schema: { type: "string", format: "uri-reference" } }, ETag: tag },
        ...json(CreateAudienceResponse, { ...saved, editKey: "mW0b4tq4Xc1nZ0yS9d2p7lJxqv3u8k6hR5fGtE1oAiw" }),
      },
      ...problemRefs([413, 415, 429]),
    },
  }
  const put = {
    operationId: "changeAudience",
    summary: "Change a saved audience",
    description:
      "Fields that the request does not contain keep their values. If the request contains `browsers`, the history of the audience gets a new entry.",
    security: [{ editKey: [] }],
    parameters: [slugParameter, ifMatch(true)],
    requestBody: { required: true, ...json(AudienceChange, audience) },
    responses: {
      200: {
        description: "Saved.",
        headers: { ETag: tag },
        ...json(ChangeAudienceResponse, { ...saved, revision: 2 }),
      },
      ...problemRefs([401, 403, 404, 412, 413, 415, 428, 429]),
    },
  }
  const remove = {
    operationId: "removeAudience",
    summary: "Delete a saved audience and its history",
    security: [{ editKey: [] }],
    parameters: [slugParameter, ifMatch(false)],
    responses: { 204: { description: "Deleted." }, ...problemRefs([401, 403, 404, 412, 429]) },
  }
  return { [routes.audiences]: { post }, [routes.audience]: { put, delete: remove } }
}

const audience = {
  name: "Acme shop",
  browsers: { chrome: { 100: 60, 120: 30 }, ios_saf: { 15.6: 10 } },
}
const saved = { slug: "acme-shop-7kq2m9xw", url: "/audiences/acme-shop-7kq2m9xw" }
const tag = { description: "The revision.", schema: { type: "string" }, example: '"2"' }

const slugParameter = {
  name: "slug",
  in: "path",
  required: true,
  description: "The slug of a saved audience.",
  schema: { type: "string" },
  example: saved.slug,
}

const ifMatch = (required: boolean) => ({
  name: "If-Match",
  in: "header",
  required,
  description: "The revision to change: the ETag of any response about the audience.",
  schema: { type: "string" },
  example: '"1"',
})
