/** The operations that change saved audiences, beside those that the resources describe. */
export function writeOperations(problemRefs: (problems: WriteProblem[]) => object) {
  return {
    "/api/audiences": { post: createOperation(problemRefs) },
    "/api/audiences/{slug}": { put: changeOperation(problemRefs), delete: removeOperation(problemRefs) },
  }
}

/** How they are allowed: by the key that saving told. */
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

export type WriteProblem = keyof typeof writeProblems | 404

const visits = { type: "number", minimum: 0, maximum: 1e15 }
const name = { type: "string", minLength: 1, maxLength: 100 }
const listed = { type: "boolean", description: "Whether everybody finds it in the list of audiences." }
const browsers = {
  type: "object",
  description:
    "Visits by browser and version, on any scale. Browsers by the ids of web-features or caniuse; those that nobody maps, such as ie, count as unknown.",
  additionalProperties: { type: "object", additionalProperties: visits },
}
const unknown = { ...visits, description: "Visits with browsers that have no id, on the same scale." }
const example = {
  name: "Acme shop",
  browsers: { chrome: { 100: 60, 120: 30 }, ios_saf: { 15.6: 10 } },
}
const reference = { type: "string", format: "uri-reference" }
const tag = { description: "Names the revision.", schema: { type: "string" }, example: '"2"' }

function createOperation(problemRefs: (problems: WriteProblem[]) => object) {
  const properties = {
    name,
    listed: { ...listed, default: false },
    browsers,
    unknown: { ...unknown, default: 0 },
  }
  return {
    operationId: "createAudience",
    summary: "Save an audience of one's own",
    description: "Its slug is then an audience for every other operation. The edit key is told here alone.",
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: { type: "object", properties, required: ["name", "browsers"], additionalProperties: false },
          example,
        },
      },
    },
    responses: {
      201: {
        description: "Saved.",
        headers: { Location: { schema: reference }, ETag: tag },
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: { slug: { type: "string" }, url: reference, editKey: { type: "string" } },
              required: ["slug", "url", "editKey"],
            },
            example: {
              slug: "acme-shop-7kq2m9xw",
              url: "/audiences/acme-shop-7kq2m9xw",
              editKey: "mW0b4tq4Xc1nZ0yS9d2p7lJxqv3u8k6hR5fGtE1oAiw",
            },
          },
        },
      },
      ...problemRefs([413, 415, 429]),
    },
  }
}

function changeOperation(problemRefs: (problems: WriteProblem[]) => object) {
  return {
    operationId: "changeAudience",
    summary: "Save over an audience",
    description: "What is left out stays as it is. New visits are a new point of its history.",
    security: [{ editKey: [] }],
    parameters: [slugParameter, ifMatch(true)],
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            properties: { name, listed, browsers, unknown },
            additionalProperties: false,
          },
          example,
        },
      },
    },
    responses: {
      200: {
        description: "Saved.",
        headers: { ETag: tag },
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: { slug: { type: "string" }, url: reference, revision: { type: "integer" } },
              required: ["slug", "url", "revision"],
            },
            example: { slug: "acme-shop-7kq2m9xw", url: "/audiences/acme-shop-7kq2m9xw", revision: 2 },
          },
        },
      },
      ...problemRefs([401, 403, 404, 412, 413, 415, 428, 429]),
    },
  }
}

function removeOperation(problemRefs: (problems: WriteProblem[]) => object) {
  return {
    operationId: "removeAudience",
    summary: "Remove an audience with its history",
    security: [{ editKey: [] }],
    parameters: [slugParameter, ifMatch(false)],
    responses: {
      204: { description: "Removed." },
      ...problemRefs([401, 403, 404, 412, 429]),
    },
  }
}

const slugParameter = {
  name: "slug",
  in: "path",
  required: true,
  description: "The slug of a saved audience.",
  schema: { type: "string" },
  example: "acme-shop-7kq2m9xw",
}

const ifMatch = (required: boolean) => ({
  name: "If-Match",
  in: "header",
  required,
  description: "The revision that is changed, as the ETag of any answer about it tells it.",
  schema: { type: "string" },
  example: '"1"',
})
