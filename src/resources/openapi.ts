import { toJsonSchema } from "@valibot/to-json-schema"
import * as v from "valibot"
import { resources } from "."
import { FeaturesExportQuery } from "./features"
import { securitySchemes, writeOperations, writeProblems } from "./openapi-writes"
import type { Resource } from "./resource"
import { type ResourceName, routes } from "./routes"

const problemNotes = {
  400: "A parameter is wrong: `errors` names each with what it takes.",
  404: "There is no such thing: `suggestions` are the nearest ids.",
  410: "The feature was split: `successors` took its place.",
  ...writeProblems,
  500: "Something went wrong.",
  503: "Not now: `Retry-After` says in how many seconds.",
} as const

/** The JSON API in OpenAPI 3.1, generated from the resources' schemas. Its examples are responses of this build. */
export async function describeApi() {
  const paths: Record<string, object> = {}
  const writes: Record<string, object> = writeOperations({ schemaOf, problemRefs })
  for (const name of Object.keys(routes) as ResourceName[]) {
    const path = routes[name]
    paths[path] = { get: await operationOf(name, resources[name] as Description), ...writes[path] }
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Reachline",
      version: "0.1.0",
      summary: "Which web-platform features reach an audience, and whom one loses by using them.",
      description:
        "Shares are fractions of all visits, 0 to 1. Dates are ISO 8601. An empty parameter counts as absent, an unknown one is not looked at, a repeated one is 400. Every endpoint allows any origin: writes go by the edit key that they carry, and by no cookie. Answers about a saved audience are private, and have an ETag.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths: {
      ...paths,
      [`${routes.feature}/badge.svg`]: { get: badgeOperation() },
      "/api/health": { get: healthOperation },
    },
    components: { schemas: { Problem: schemaOf(Problem) }, responses: problemResponses(), securitySchemes },
  }
}

type Description = Omit<Resource, "parameters"> & {
  parameters: v.ObjectSchema<v.ObjectEntries, undefined>
}

async function operationOf(name: ResourceName, resource: Description) {
  const { path, summary, response, example, problems = [] } = resource
  const { entries } = name === "features" ? FeaturesExportQuery : resource.parameters
  const content: Record<string, object> = {
    "application/json": {
      schema: schemaOf(response),
      example:
        resource.exampleResponse ??
        shortened(await resource.resolve({ ...example, ...v.parse(resource.parameters, example) })),
    },
  }
  if (name === "features") {
    content["text/csv"] = { schema: { type: "string" }, example: "id,name,…\r\ngrid,Grid,…\r\n" }
  }
  return {
    operationId: name,
    summary,
    parameters: [...pathParameters(path, example), ...queryParameters(entries)],
    responses: {
      200: { description: "The answer. Arrays of the example are cut to one item.", content },
      ...(problems.includes(410) ? { 301: movedResponse } : {}),
      ...problemRefs(problems),
    },
  }
}

function badgeOperation() {
  return {
    operationId: "badge",
    summary: "A feature's reach as a picture for READMEs",
    parameters: [
      ...pathParameters(routes.feature, { id: "has" }),
      ...queryParameters(resources.feature.parameters.entries),
    ],
    responses: {
      200: {
        description: "An SVG of 20 pixels' height.",
        content: { "image/svg+xml": { schema: { type: "string" } } },
      },
      301: movedResponse,
      ...problemRefs([404, 410]),
    },
  }
}

const healthOperation = {
  operationId: "health",
  summary: "Whether the process that answers has its data",
  parameters: [],
  responses: {
    200: {
      description: "It has.",
      content: {
        "application/json": {
          schema: { type: "object", properties: { status: { const: "ok" } }, required: ["status"] },
          example: { status: "ok" },
        },
      },
    },
  },
}

const pathNotes: Readonly<Record<string, string>> = {
  id: "An id of web-features; for browsers also one of caniuse.",
  slug: "The id of an audience: `world`, a region's code, or the slug of a saved one.",
}

function pathParameters(path: string, example: Readonly<Record<string, string>>) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: pathNotes[name],
    schema: { type: "string" },
    example: example[name],
  }))
}

function queryParameters(entries: v.ObjectEntries) {
  return Object.entries(entries).map(([name, entry]) => {
    const { description, example, ...schema } = schemaOf(entry as v.GenericSchema)
    return { name, in: "query", required: name === "features", description, schema, example }
  })
}

/** JSON Schema of what a caller sends. Checks that it cannot express are in descriptions. */
function schemaOf(schema: v.GenericSchema): Record<string, unknown> {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    target: "draft-2020-12",
    typeMode: "input",
    errorMode: "ignore",
  })
  return rest
}

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shortened)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shortened(part)]))
}

const movedResponse = {
  description: "The feature has another id now.",
  headers: { Location: { schema: { type: "string", format: "uri-reference" } } },
}

const Problem = v.pipe(
  v.looseObject({
    type: v.literal("about:blank"),
    title: v.string(),
    status: v.pipe(v.number(), v.integer()),
    detail: v.string(),
    errors: v.optional(v.array(v.looseObject({ parameter: v.string(), message: v.string() }))),
    suggestions: v.optional(v.array(v.string())),
    successors: v.optional(v.array(v.string())),
  }),
  v.metadata({
    description: "A problem (RFC 9457).",
    examples: [
      {
        type: "about:blank",
        title: "Not Found",
        status: 404,
        detail: "There is no web feature “gird”.",
        suggestions: ["grid"],
      },
    ],
  }),
)

function problemResponses() {
  const schema = { $ref: "#/components/schemas/Problem" }
  return Object.fromEntries(
    Object.entries(problemNotes).map(([status, description]) => [
      `Problem${status}`,
      { description, content: { "application/problem+json": { schema } } },
    ]),
  )
}

function problemRefs(besides: readonly (keyof typeof problemNotes)[]) {
  return Object.fromEntries(
    ([400, ...besides, 500, 503] as const).map((status) => [
      status,
      { $ref: `#/components/responses/Problem${status}` },
    ]),
  )
}
