import type { GenericSchema } from "valibot"
import { routes } from "./routes"
import {
  AudienceBody,
  AudienceChange,
  ChangeAudienceResponse,
  CreateAudienceResponse,
} from "./saving/audience-body"

/** Authorization of changes: the edit key from the response to the save. */
export const securitySchemes = {
  editKey: {
    type: "http",
    scheme: "bearer",
    description: "The edit key of the audience, which was told once when it was saved.",
  },
}

export const writeProblems = {
  401: "There is no edit key in `Authorization`.",
  403: "The edit key is not this audience's.",
  412: "Somebody saved another revision since then.",
  413: "The body is too large.",
  415: "The body is of another type than is taken.",
  428: "A change has to name the revision that it is made to, in `If-Match`.",
  429: "Too often from one address: `Retry-After` says in how many seconds it is worth another try.",
} as const

type Tools = {
  schemaOf(schema: GenericSchema): object
  problemRefs(problems: (keyof typeof writeProblems | 404)[]): object
}

/** The operations that change saved audiences, by path. Their bodies come from the schemas that the endpoints parse with. */
export function writeOperations({ schemaOf, problemRefs }: Tools) {
  const json = (schema: GenericSchema, example: object) => ({
    content: { "application/json": { schema: schemaOf(schema), example } },
  })
  const post = {
    operationId: "createAudience",
    summary: "Save an audience of one's own",
    description: "Its slug is then an audience for every other operation. The edit key is told here alone.",
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
    summary: "Save over an audience",
    description: "What is left out stays as it is. New visits are a new point of its history.",
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
    summary: "Remove an audience with its history",
    security: [{ editKey: [] }],
    parameters: [slugParameter, ifMatch(false)],
    responses: { 204: { description: "Removed." }, ...problemRefs([401, 403, 404, 412, 429]) },
  }
  return { [routes.audiences]: { post }, [routes.audience]: { put, delete: remove } }
}

const audience = {
  name: "Acme shop",
  browsers: { chrome: { 100: 60, 120: 30 }, ios_saf: { 15.6: 10 } },
}
const saved = { slug: "acme-shop-7kq2m9xw", url: "/audiences/acme-shop-7kq2m9xw" }
const tag = { description: "Names the revision.", schema: { type: "string" }, example: '"2"' }

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
  description: "The revision that is changed, as the ETag of any answer about it tells it.",
  schema: { type: "string" },
  example: '"1"',
})
