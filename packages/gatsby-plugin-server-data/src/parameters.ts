import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec"
import { badRequest, type HttpError, type ParameterError, parameterError } from "./http-error"

/**
 * The known parameters of a request, as the client sent them. `errors` lists repeated parameters and null characters.
 */
export type SentParameters = { rawQuery: Record<string, string>; errors: ParameterError[] }

const namesBySchema = new WeakMap<StandardSchemaV1, readonly string[]>()

/**
 * Returns the parameter names of a schema. Object schemas of valibot list the names (`entries`), and so does a Standard
 * JSON Schema. Other schemas need the option `parameters`.
 * @throws TypeError for an invalid option, or if the names are not known
 */
export function parameterNames(
  schema: StandardSchemaV1 | undefined,
  parameters?: readonly string[],
): readonly string[] {
  if (schema !== undefined) assertSchema(schema, "query")
  if (parameters !== undefined) return checkedNames(parameters)
  if (schema === undefined) return []
  const known = namesBySchema.get(schema)
  if (known) return known
  const names = namesInSchema(schema)
  if (!names) {
    const { vendor } = schema["~standard"]
    throw new TypeError(
      `query: this schema (${vendor}) does not list its parameters. Add them: parameters: ["q", "page"].`,
    )
  }
  namesBySchema.set(schema, names)
  return names
}

function checkedNames(parameters: unknown): readonly string[] {
  if (Array.isArray(parameters) && parameters.every((name) => typeof name === "string")) return parameters
  throw new TypeError('parameters must be an array of names, such as ["q", "page"].')
}

/** @throws TypeError that names the option, if `schema` is not a Standard Schema */
export function assertSchema(schema: StandardSchemaV1 | undefined, name: string): void {
  if (typeof schema?.["~standard"]?.validate === "function") return
  throw new TypeError(
    `${name} must be a Standard Schema, such as valibot's object({ q: optional(string()) }).`,
  )
}

function namesInSchema(schema: StandardSchemaV1): string[] | undefined {
  if ("entries" in schema && isObject(schema.entries)) return Object.keys(schema.entries)
  const standard = schema["~standard"] as Partial<StandardJSONSchemaV1["~standard"]>
  try {
    const json = standard.jsonSchema?.input({ target: "draft-2020-12" })
    return isObject(json?.properties) ? Object.keys(json.properties) : undefined
  } catch {
    // zod throws if the schema contains a date or a bigint.
    return undefined
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

/**
 * Reads the known parameters of a query string. Parameters with an empty value count as absent. Unknown parameters are
 * ignored. Invalid percent-encoding is kept as text, as browsers do. `q[a]` and `q` are different parameters, because
 * No-Vary-Search compares whole names: a cache ignores `q[a]` if only `q` is known.
 */
export function readParameters(search: string, names: readonly string[]): SentParameters {
  const first = new Map<string, string>()
  const errors = new Map<string, ParameterError>()
  for (const [name, value] of new URLSearchParams(search)) {
    if (!names.includes(name) || value.trim() === "") continue
    if (first.has(name)) errors.set(name, errors.get(name) ?? parameterError(name, "repeated-parameter"))
    else {
      first.set(name, value)
      if (value.includes("\0")) errors.set(name, parameterError(name, "null-character"))
    }
  }
  // Sorts the parameters in the order of the schema. No-Vary-Search declares that their order in the URL does not
  // change the response.
  const known = names.flatMap((name) => {
    const value = first.get(name)
    return value === undefined ? [] : [[name, value]]
  })
  return { rawQuery: Object.fromEntries(known), errors: [...errors.values()] }
}

/**
 * Validates the query parameters with the schema and returns its output. Without a schema, returns an empty object.
 * @throws HttpError 400 with an error for each invalid parameter
 */
export async function parseParameters(
  schema: StandardSchemaV1 | undefined,
  { rawQuery, errors }: SentParameters,
): Promise<unknown> {
  if (errors.length) throw badRequest(errors)
  return schema ? parseSchema(schema, { ...rawQuery }) : {}
}

/**
 * Validates a value with the schema and returns its output.
 * @throws HttpError 400 with an error for each invalid property
 */
export async function parseSchema<Schema extends StandardSchemaV1>(
  schema: Schema,
  value: unknown,
): Promise<StandardSchemaV1.InferOutput<Schema>> {
  const result = await schema["~standard"].validate(value)
  if (result.issues) throw badRequest(errorsOf(result.issues))
  return result.value as StandardSchemaV1.InferOutput<Schema>
}

/**
 * Validates the route's parameters with the schema and returns its output. Without a schema, returns them unchanged.
 * @throws the HttpError that `invalid` returns for the validation errors
 */
export async function parseRoute(
  schema: StandardSchemaV1 | undefined,
  params: Record<string, string>,
  invalid: (errors: ParameterError[]) => HttpError,
): Promise<unknown> {
  if (!schema) return params
  const result = await schema["~standard"].validate({ ...params })
  if (result.issues) throw invalid(errorsOf(result.issues))
  return result.value
}

/** Returns only the first error of each parameter, because later errors are usually consequences of the first error. */
function errorsOf(issues: readonly StandardSchemaV1.Issue[]): ParameterError[] {
  const messages = new Map<string, string>()
  for (const { path, message } of issues) {
    const first = path?.[0]
    const parameter = String(isObject(first) ? first.key : (first ?? ""))
    if (!messages.has(parameter)) messages.set(parameter, message)
  }
  return Array.from(messages, ([parameter, message]) => ({ parameter, message }))
}

/**
 * Returns the value of `No-Vary-Search`. It declares that only these query parameters change the response, and that
 * their order does not matter. Names are percent-encoded
 * (https://httpwg.org/http-extensions/draft-ietf-httpbis-no-vary-search.html).
 */
export function noVarySearch(names: readonly string[]): string {
  if (!names.length) return "key-order, params"
  const list = names.map((name) => `"${encodeURIComponent(name)}"`).join(" ")
  return `key-order, params, except=(${list})`
}
