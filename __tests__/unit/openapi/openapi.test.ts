import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"
import * as v from "valibot"
import { describeApi } from "#openapi/openapi"
import { resources } from "#resources"
import { FeaturesExportQuery } from "#resources/features-resource"
import type { Resource } from "#resources/resource"
import { type ResourceName, routes } from "#resources/routes"
import { AudienceBody } from "#saved-audiences/audience-body"
import { provideCatalog } from "../../support/inputs/catalog"
import { provideStorage } from "../../support/inputs/data-directory"

provideCatalog()
provideStorage()

const validator = pathToFileURL(require.resolve("@seriousme/openapi-schema-validator")).href

/** Runs the validator in a separate process, because the validator has only ES modules, which Jest cannot load. */
function validate(description: object): { valid: boolean } {
  const script = `
    const { Validator } = await import(process.argv[1])
    const { valid, errors } = await new Validator().validate(JSON.parse(process.argv[2]))
    process.stdout.write(JSON.stringify({ valid, errors }))`
  const output = execFileSync(
    process.execPath,
    ["--input-type=module", "-e", script, validator, JSON.stringify(description)],
    { encoding: "utf8" },
  )
  return JSON.parse(output)
}

test("is valid OpenAPI 3.1, and the validator finds a missing title", async () => {
  const description = await describeApi()
  expect(validate(description)).toEqual({ valid: true })
  expect(validate({ ...description, info: { ...description.info, title: undefined } }).valid).toBe(false)
})

test("describes every endpoint", async () => {
  const served = readdirSync("src/api", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map(
      (file) =>
        `/api/${file
          .replace(/\.ts$/, "")
          .replace(/\/index$/, "")
          .replace(/\[(\w+)\]/g, "{$1}")}`,
    )
    .filter((path) => path !== "/api/openapi.json")
  expect(Object.keys((await describeApi()).paths).sort()).toEqual(served.sort())
})

test("every parameter has a description and a valid example", async () => {
  const { paths } = await describeApi()
  for (const { path, parameters } of Object.values(resources)) {
    const entries: v.ObjectEntries =
      path === routes.features ? FeaturesExportQuery.entries : parameters.entries
    const { get } = paths[path] as {
      get: { parameters: { name: string; description: string; example: string }[] }
    }
    expect(get.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(entries)))
    for (const { name, description, example } of get.parameters) {
      expect([path, name, description]).toEqual([path, name, expect.stringMatching(/\w+/)])
      const schema = entries[name] ?? v.string()
      expect([path, name, v.safeParse(schema as v.GenericSchema, example).issues]).toEqual([
        path,
        name,
        undefined,
      ])
    }
  }
})

test("describes a parameter for each endpoint separately", async () => {
  const { paths } = await describeApi()
  const parameterOf = (path: keyof typeof paths) =>
    (paths[path] as { get: { parameters: object[] } }).get.parameters.find(
      (parameter) => "name" in parameter && parameter.name === "q",
    )
  expect(parameterOf("/api/audiences")).toMatchObject({ description: /audience/, example: "zealand" })
  expect(parameterOf("/api/features")).toMatchObject({ description: /feature/, example: "grid" })
})

test("contains the enum, the maximum length and the pattern of parameters", async () => {
  const { parameters } = (
    (await describeApi()).paths["/api/features"] as { get: { parameters: { name: string }[] } }
  ).get
  const schemaOf = (name: string) =>
    (parameters.find((parameter) => parameter.name === name) as { schema?: object } | undefined)?.schema
  expect(schemaOf("baseline")).toEqual({ enum: ["widely", "newly", "limited"], type: "string" })
  expect(schemaOf("q")).toEqual({ type: "string", maxLength: 300 })
  expect(schemaOf("page")).toMatchObject({ type: "string", pattern: expect.stringContaining("[1-9]") })
})

/** Arguments besides the example of the resource. */
const otherArguments: Partial<Record<ResourceName, Record<string, unknown>[]>> = {
  features: [{}, { q: "grid", audience: "DE", of: "known" }, { audience: "alt-an" }],
  feature: [
    { id: "grid", browsers: "defaults" },
    { id: "accelerometer", audience: "CN" },
  ],
  stack: [{ features: "accelerometer,has,local-fonts" }],
  browsers: [{ browsers: "safari 15.6" }],
  browser: [{ id: "opera" }, { id: "uc_android" }],
  audiences: [{ q: "UK" }, { q: "Germnay" }],
  audience: [{ slug: "world", of: "known", browsers: "last 1 version" }],
}

test.each(Object.keys(routes) as ResourceName[])(
  "the response of %s matches its schema and has no other fields",
  async (name) => {
    const { response, resolve, parameters, example, exampleResponse } = resources[name] as Resource
    const exampleArguments = { ...example, ...(v.parse(parameters, example) as object) }
    for (const args of [exampleArguments, ...(otherArguments[name] ?? [])]) {
      expect([args, v.safeParse(response, await resolve(args)).issues]).toEqual([args, undefined])
    }
    if (exampleResponse) expect(v.safeParse(response, exampleResponse).issues).toBeUndefined()
  },
)

test("describes the request body of a new audience by the schema of the endpoint", async () => {
  const { post } = (await describeApi()).paths[routes.audiences] as {
    post: { requestBody: { content: { "application/json": { schema: object; example: unknown } } } }
  }
  const { schema, example } = post.requestBody.content["application/json"]
  expect(v.safeParse(AudienceBody, example).issues).toBeUndefined()
  expect(schema).toMatchObject({
    properties: {
      name: { type: "string", minLength: 1, maxLength: 100 },
      listed: { type: "boolean", default: false },
      browsers: {
        type: "object",
        additionalProperties: { additionalProperties: { type: "number", minimum: 0 } },
      },
      unknown: { type: "number", minimum: 0, default: 0 },
    },
    required: ["name", "browsers"],
    additionalProperties: false,
  })
})

test("has the version of the package", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"))
  expect((await describeApi()).info.version).toBe(version)
})
