import { toJsonSchema } from "@valibot/to-json-schema"
import * as v from "valibot"
import { resources } from "#resources"
import { FeatureExportQuery } from "#resources/feature-resource"
import { FeaturesExportQuery } from "#resources/features-resource"
import type { Resource } from "#resources/resource"
import { type ResourceName, routes } from "#resources/routes"
import { StackExportQuery } from "#resources/stack-resource"
import { securitySchemes, writeOperations, writeProblems } from "./openapi-writes"

const problemDescriptions = {
  400: "A parameter is not valid. `errors` names each one and its valid values.",
  404: "Not found. `suggestions` contains similar ids.",
  410: "The feature was split. `successors` contains the new ids.",
  ...writeProblems,
  500: "Something went wrong.",
  503: "Temporarily unavailable. `Retry-After` contains the seconds to wait.",
} as const

/**
 * Describes the JSON API in OpenAPI 3.1. The schemas come from the resources. The examples are responses of this build.
 */
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
      summary: "Which web features the browsers of an audience support, and which visitors do not have them.",
      description:
        "Shares are fractions of identified visits, or of all visits with `of=all`, 0 to 1. Dates are ISO 8601. Empty parameters count as absent, unknown ones are ignored, repeated ones are 400. Every endpoint allows any origin: writes are authorized by an edit key, not by a cookie. Responses about a saved audience are private and have an ETag.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths: {
      ...paths,
      [`${routes.feature}/badge.svg`]: { get: badgeOperation() },
      [`${routes.stack}/badge.svg`]: { get: stackBadgeOperation() },
      "/api/health": { get: healthOperation },
    },
    components: { schemas: { Problem: schemaOf(Problem) }, responses: problemResponses(), securitySchemes },
  }
}

type Description = Omit<Resource, "parameters"> & {
  parameters: v.ObjectSchema<v.ObjectEntries, undefined>
}

/** The endpoints that can also return CSV: their query, and an example of the CSV. */
const csvExports: Partial<Record<ResourceName, { query: Description["parameters"]; example: string }>> = {
  features: { query: FeaturesExportQuery, example: "id,name,…\r\ngrid,Grid,…\r\n" },
  stack: { query: StackExportQuery, example: "id,name,…\r\ngrid,Grid,…\r\n" },
  feature: { query: FeatureExportQuery, example: "key,name,…\r\ncss.selectors.has,:has(),…\r\n" },
}

async function operationOf(name: ResourceName, resource: Description) {
  const { path, summary, response, example, problems = [] } = resource
  const csv = csvExports[name]
  const { entries } = csv?.query ?? resource.parameters
  const content: Record<string, object> = {
    "application/json": {
      schema: schemaOf(response),
      example:
        resource.exampleResponse ??
        shortenArrays(await resource.resolve({ ...example, ...v.parse(resource.parameters, example) })),
    },
  }
  if (csv) content["text/csv"] = { schema: { type: "string" }, example: csv.example }
  return {
    operationId: name,
    summary,
    parameters: [...pathParameters(path, example), ...queryParameters(entries)],
    responses: {
      200: { description: "OK. In the example, arrays have one item.", content },
      ...(problems.includes(410) ? { 301: movedResponse } : {}),
      ...problemRefs(problems),
    },
  }
}

function badgeOperation() {
  return {
    operationId: "badge",
    summary: "The reach of a feature as a badge for READMEs",
    parameters: [
      ...pathParameters(routes.feature, { id: "has" }),
      ...queryParameters(resources.feature.parameters.entries),
    ],
    responses: { 200: badgeResponse, 301: movedResponse, ...problemRefs([404, 410]) },
  }
}

function stackBadgeOperation() {
  return {
    operationId: "stackBadge",
    summary: "The reach of a set of features as a badge for READMEs",
    parameters: queryParameters(resources.stack.parameters.entries),
    responses: { 200: badgeResponse, ...problemRefs([]) },
  }
}

const badgeResponse = {
  description: "An SVG image, 20 pixels high.",
  content: { "image/svg+xml": { schema: { type: "string" } } },
}

const healthOperation = {
  operationId: "health",
  summary: "Whether the server has loaded its data",
  parameters: [],
  responses: {
    200: {
      description: "The data is loaded.",
      content: {
        "application/json": {
          schema: { type: "object", properties: { status: { const: "ok" } }, required: ["status"] },
          example: { status: "ok" },
        },
      },
    },
  },
}

const pathDescriptions: Readonly<Record<string, string>> = {
  id: "An id of web-features. For browsers, also an id of caniuse.",
  slug: "The id of an audience: `world`, a region code, or the slug of a saved audience.",
}

function pathParameters(path: string, example: Readonly<Record<string, string>>) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: pathDescriptions[name],
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

/** Returns the JSON Schema of an input. Omits checks that JSON Schema cannot express. */
function schemaOf(schema: v.GenericSchema): Record<string, unknown> {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    target: "draft-2020-12",
    typeMode: "input",
    errorMode: "ignore",
  })
  return rest
}

function shortenArrays(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shortenArrays)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shortenArrays(item)]))
}

const movedResponse = {
  description: "The feature has another id.",
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
    description: "Problem details (RFC 9457).",
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
    Object.entries(problemDescriptions).map(([status, description]) => [
      `Problem${status}`,
      { description, content: { "application/problem+json": { schema } } },
    ]),
  )
}

function problemRefs(statuses: readonly (keyof typeof problemDescriptions)[]) {
  return Object.fromEntries(
    ([400, ...statuses, 500, 503] as const).map((status) => [
      status,
      { $ref: `#/components/responses/Problem${status}` },
    ]),
  )
}
