import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec"
import { badRequest, type Outcome, type ParameterError } from "./outcome"

/** What a request said for the known parameters: the raw values, and what was wrong with their form. */
export type SentParameters = { typed: Record<string, string>; errors: ParameterError[] }

const namesBySchema = new WeakMap<StandardSchemaV1, readonly string[]>()

/**
 * The names of the parameters that a schema knows.
 * valibot's object schemas list them (`entries`), and a Standard JSON Schema tells them; other libraries need `parameters`.
 * @throws TypeError where nothing tells them
 */
export function parameterNames(
  schema: StandardSchemaV1 | undefined,
  parameters?: readonly string[],
): readonly string[] {
  if (parameters) return parameters
  if (schema === undefined) return []
  const known = namesBySchema.get(schema)
  if (known) return known
  if (typeof schema?.["~standard"]?.validate !== "function") {
    throw new TypeError(
      "query must be a Standard Schema, such as valibot's object({ q: optional(string()) }).",
    )
  }
  const names = namesInSchema(schema)
  if (!names) {
    const { vendor } = schema["~standard"]
    throw new TypeError(
      `query: this schema (${vendor}) does not tell its parameters. Name them beside it: parameters: ["q", "page"].`,
    )
  }
  namesBySchema.set(schema, names)
  return names
}

function namesInSchema(schema: StandardSchemaV1): string[] | undefined {
  if ("entries" in schema && isObject(schema.entries)) return Object.keys(schema.entries)
  const standard = schema["~standard"] as Partial<StandardJSONSchemaV1["~standard"]>
  try {
    const json = standard.jsonSchema?.input({ target: "draft-2020-12" })
    return isObject(json?.properties) ? Object.keys(json.properties) : undefined
  } catch {
    // zod's has no JSON Schema for a date or a bigint.
    return undefined
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

/**
 * Reads the known parameters of a query string. Empty values count as absent, unknown parameters are not looked at,
 * and percent-encoding that is broken stands for itself, as in every browser. `q[a]` is another parameter than `q`:
 * No-Vary-Search compares whole names, so caches answer without looking at it.
 */
export function readParameters(search: string, names: readonly string[]): SentParameters {
  const first = new Map<string, string>()
  const errors: ParameterError[] = []
  const wrong = (parameter: string, message: string) => {
    if (!errors.some((error) => error.parameter === parameter)) errors.push({ parameter, message })
  }
  for (const [key, value] of new URLSearchParams(search)) {
    if (!names.includes(key) || value.trim() === "") continue
    if (first.has(key)) wrong(key, "Takes one value, and was given more than once.")
    else {
      first.set(key, value)
      if (value.includes("\0")) wrong(key, "Takes text without the character U+0000.")
    }
  }
  // In the schema's order, not the visitor's: No-Vary-Search says that the order makes no other answer.
  const known = names.flatMap((name) => {
    const value = first.get(name)
    return value === undefined ? [] : [[name, value]]
  })
  return { typed: Object.fromEntries(known), errors }
}

/**
 * The schema's typed output.
 * @throws Outcome 400 that names each parameter which is wrong
 */
export async function parseParameters(
  schema: StandardSchemaV1 | undefined,
  { typed, errors }: SentParameters,
): Promise<unknown> {
  if (errors.length) throw badRequest(errors)
  return schema ? parseSchema(schema, { ...typed }) : {}
}

/**
 * The schema's typed output.
 * @throws Outcome 400 that names each part of the value which is wrong
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
 * The route's parameters by their schema.
 * @throws Outcome the one that `otherwise` makes of what is wrong
 */
export async function parseRoute(
  schema: StandardSchemaV1 | undefined,
  params: Record<string, string>,
  otherwise: (errors: ParameterError[]) => Outcome,
): Promise<unknown> {
  if (!schema) return params
  const result = await schema["~standard"].validate({ ...params })
  if (result.issues) throw otherwise(errorsOf(result.issues))
  return result.value
}

/** One message for each parameter, the first: the next ones mostly follow from it. */
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
 * `No-Vary-Search`: of the query, only these parameters make another answer, in any order.
 * (Structured field, https://httpwg.org/http-extensions/draft-ietf-httpbis-no-vary-search.html; names are percent-encoded.)
 */
export function noVarySearch(names: readonly string[]): string {
  if (!names.length) return "key-order, params"
  const list = names.map((name) => `"${encodeURIComponent(name)}"`).join(" ")
  return `key-order, params, except=(${list})`
}
