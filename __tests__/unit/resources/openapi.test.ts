import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"
import * as v from "valibot"
import { resources } from "../../../src/resources"
import { answers } from "../../../src/resources/answers"
import { FeaturesExportQuery } from "../../../src/resources/features"
import { describeApi } from "../../../src/resources/openapi"
import { parameterNotes } from "../../../src/resources/parameter-notes"
import { type ResourceName, routes } from "../../../src/resources/routes"
import { provideCatalog } from "../../support/catalog"
import { provideStorage } from "../../support/data-directory"

provideCatalog()
provideStorage()

const validator = pathToFileURL(require.resolve("@seriousme/openapi-schema-validator")).href

/** What @seriousme/openapi-schema-validator says: it ships ES modules only, which Jest cannot load. */
function validate(description: object): { valid: boolean } {
  const script = `
    const { Validator } = await import(process.argv[1])
    const { valid, errors } = await new Validator().validate(JSON.parse(process.argv[2]))
    process.stdout.write(JSON.stringify({ valid, errors }))`
  const said = execFileSync(
    process.execPath,
    ["--input-type=module", "-e", script, validator, JSON.stringify(description)],
    { encoding: "utf8" },
  )
  return JSON.parse(said)
}

test("is valid OpenAPI 3.1, and would not be with a mistake in it", async () => {
  const description = await describeApi()
  expect(validate(description)).toEqual({ valid: true })
  expect(validate({ ...description, info: { ...description.info, title: undefined } }).valid).toBe(false)
})

test("has every endpoint of the API", async () => {
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

test("every parameter is described, with a value that is taken", () => {
  for (const [name, { parameters }] of Object.entries(resources)) {
    const entries = name === "features" ? FeaturesExportQuery.entries : parameters.entries
    for (const [parameter, schema] of Object.entries(entries)) {
      const note = parameterNotes[parameter]
      expect(note?.description).toMatch(/\w+/)
      expect(v.safeParse(schema as v.GenericSchema, note?.example).issues).toBeUndefined()
    }
  }
})

test("a parameter that means another thing in one place is described as it is there", async () => {
  const { paths } = await describeApi()
  const noteOf = (path: keyof typeof paths) =>
    (paths[path] as { get: { parameters: object[] } }).get.parameters.find(
      (one) => "name" in one && one.name === "q",
    )
  expect(noteOf("/api/audiences")).toMatchObject({ description: /audience/, example: "zealand" })
  expect(noteOf("/api/features")).toMatchObject({ description: /feature/, example: "grid" })
})

test("tells the words that a parameter takes, and how long it may be", async () => {
  const { parameters } = (
    (await describeApi()).paths["/api/features"] as { get: { parameters: { name: string }[] } }
  ).get
  const schemaOf = (name: string) =>
    (parameters.find((parameter) => parameter.name === name) as { schema?: object } | undefined)?.schema
  expect(schemaOf("baseline")).toEqual({ enum: ["widely", "newly", "limited"], type: "string" })
  expect(schemaOf("q")).toEqual({ type: "string", maxLength: 100 })
  expect(schemaOf("page")).toMatchObject({ type: "string", pattern: expect.stringContaining("[1-9]") })
})

const asked: Record<ResourceName, Record<string, string>[]> = {
  features: [{}, { q: "grid", audience: "DE", of: "known" }, { audience: "alt-an" }],
  feature: [{ id: "has" }, { id: "grid", browsers: "defaults" }, { id: "accelerometer", audience: "CN" }],
  live: [{ id: "has" }],
  stack: [{ features: "grid,has" }, { features: "accelerometer,has,local-fonts" }],
  browsers: [{}, { browsers: "safari 15.6" }],
  browser: [{ id: "safari_ios", version: "15.6" }, { id: "opera" }, { id: "uc_android" }],
  audiences: [{}, { q: "UK" }, { q: "Germnay" }],
  audience: [{ slug: "DE" }, { slug: "world", of: "known", browsers: "last 1 version" }],
  dataset: [{}],
}

test.each(Object.keys(routes) as ResourceName[])(
  "%s answers what is described, and nothing else",
  async (name) => {
    const { resolve } = resources[name] as { resolve(args: object): unknown }
    for (const args of asked[name]) {
      expect(v.safeParse(answers[name], await resolve(args)).issues).toBeUndefined()
    }
  },
)

test("its version is the package's", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"))
  expect((await describeApi()).info.version).toBe(version)
})
