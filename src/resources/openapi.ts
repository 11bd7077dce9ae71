import { toJsonSchema } from "@valibot/to-json-schema"
import type { GenericSchema, ObjectEntries } from "valibot"
import { resources } from "."
import { answers } from "./answers"
import { FeaturesExportQuery } from "./features"
import type { LiveAnswer } from "./live"
import { securitySchemes, writeOperations, writeProblems } from "./openapi-writes"
import { type ParameterNote, parameterNotes } from "./parameter-notes"
import { type ResourceName, routes } from "./routes"

/** What an operation is called, with arguments for its example: none of it can be read off a schema. */
interface OperationNote {
  summary: string
  /** Of the answer that is the example. */
  arguments: Record<string, string>
  /** Of a parameter that means another thing here than elsewhere. */
  parameters?: Record<string, ParameterNote>
  /** The example itself, where another server would have to be asked for it. */
  example?: object
  /** Problems besides 400, 500 and 503. */
  problems?: (keyof typeof problemNotes)[]
}

const operations: Record<ResourceName, OperationNote> = {
  features: { summary: "What can we use: features by their reach", arguments: { q: "grid" } },
  feature: {
    summary: "Whom do we lose if we use one feature",
    arguments: { id: "has" },
    problems: [404, 410],
  },
  live: {
    summary: "What the Web Platform Dashboard says of one feature now",
    arguments: { id: "has" },
    example: {
      id: "has",
      source: "https://webstatus.dev/features/has",
      missing: null,
      scores: [{ browser: "chrome", stable: 0.98, experimental: 0.99 }],
      chromeUsage: 0.21,
      positions: [
        { vendor: "mozilla", position: "positive", url: "https://github.com/mozilla/standards-positions" },
      ],
      signals: { upvotes: 12, url: "https://github.com/web-platform-dx/developer-signals" },
    } satisfies LiveAnswer,
    problems: [404, 410],
  },
  stack: { summary: "The reach of several features together", arguments: { features: "grid,has" } },
  browsers: { summary: "Every browser with its share", arguments: {} },
  browser: {
    summary: "What a version of a browser has and lacks",
    arguments: { id: "safari_ios", version: "15.6" },
    problems: [404],
  },
  audiences: {
    summary: "Every audience that can be chosen, or those that a search finds",
    arguments: {},
    parameters: {
      q: { description: "A region's code, or a part of an audience's name.", example: "zealand" },
    },
  },
  audience: {
    summary: "Who the visitors of an audience are",
    arguments: { slug: "DE" },
    problems: [404],
  },
  dataset: { summary: "Which data at which version this site runs on", arguments: {} },
}

const problemNotes = {
  400: "A parameter is wrong: `errors` names each with what it takes.",
  404: "There is no such thing: `suggestions` are the nearest ids.",
  410: "The feature was split: `successors` took its place.",
  ...writeProblems,
  500: "Something went wrong.",
  503: "Not now: `Retry-After` says in how many seconds.",
} as const

/** The JSON API in OpenAPI 3.1, made of the resources' schemas. Its examples are answers of this very build. */
export async function describeApi() {
  const paths: Record<string, object> = {}
  const writes: Record<string, object> = writeOperations(problemRefs)
  for (const [name, path] of Object.entries(routes) as [ResourceName, string][]) {
    paths[path] = { get: await operationOf(name, path), ...writes[path] }
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
    components: { schemas: { Problem: problemSchema }, responses: problemResponses(), securitySchemes },
  }
}

async function operationOf(name: ResourceName, path: string) {
  const { summary, arguments: example, parameters, example: answer, problems = [] } = operations[name]
  const schema: { entries: ObjectEntries } =
    name === "features" ? FeaturesExportQuery : resources[name].parameters
  const { resolve } = resources[name] as { resolve(args: Record<string, string>): unknown }
  const content: Record<string, object> = {
    "application/json": {
      schema: schemaOf(answers[name]),
      example: answer ?? shortened(await resolve(example)),
    },
  }
  if (name === "features") {
    content["text/csv"] = { schema: { type: "string" }, example: "id,name,…\r\ngrid,Grid,…\r\n" }
  }
  return {
    operationId: name,
    summary,
    parameters: [...pathParameters(path, example), ...queryParameters(schema.entries, parameters)],
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

function pathParameters(path: string, example: Readonly<Record<string, string>>) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: parameterNotes[name]?.description,
    schema: { type: "string" },
    example: example[name],
  }))
}

function queryParameters(entries: ObjectEntries, own: Readonly<Record<string, ParameterNote>> = {}) {
  const notes = { ...parameterNotes, ...own }
  return Object.entries(entries).map(([name, schema]) => ({
    name,
    in: "query",
    required: name === "features",
    description: notes[name]?.description,
    schema: schemaOf(schema as GenericSchema),
    example: notes[name]?.example,
  }))
}

/** What a caller sends: checks that no JSON Schema can tell are in the parameter's description. */
function schemaOf(schema: GenericSchema): object {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    target: "draft-2020-12",
    typeMode: "input",
    errorMode: "ignore",
  })
  return rest
}

/** An answer with at most one item in each list. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shortened)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shortened(part)]))
}

const movedResponse = {
  description: "The feature has another id now.",
  headers: { Location: { schema: { type: "string", format: "uri-reference" } } },
}

const problemSchema = {
  type: "object",
  description: "A problem (RFC 9457).",
  required: ["type", "title", "status", "detail"],
  properties: {
    type: { const: "about:blank" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["parameter", "message"],
        properties: { parameter: { type: "string" }, message: { type: "string" } },
      },
    },
    suggestions: { type: "array", items: { type: "string" } },
    successors: { type: "array", items: { type: "string" } },
  },
  examples: [
    {
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail: "There is no web feature “gird”.",
      suggestions: ["grid"],
    },
  ],
}

function problemResponses() {
  const schema = { $ref: "#/components/schemas/Problem" }
  return Object.fromEntries(
    Object.entries(problemNotes).map(([status, description]) => [
      `Problem${status}`,
      { description, content: { "application/problem+json": { schema } } },
    ]),
  )
}

function problemRefs(besides: (keyof typeof problemNotes)[]) {
  return Object.fromEntries(
    ([400, ...besides, 500, 503] as const).map((status) => [
      status,
      { $ref: `#/components/responses/Problem${status}` },
    ]),
  )
}
