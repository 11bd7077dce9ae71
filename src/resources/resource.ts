import type { GenericSchema, InferOutput, ObjectEntries, ObjectSchema } from "valibot"

/** The variables of a URL template: `{ id: string }` for `/api/features/{id}`. */
type PathParameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { [Key in Name]: string } & PathParameters<Rest>
  : unknown

type QuerySchema = ObjectSchema<ObjectEntries, undefined>

/**
 * A named read of the JSON API. The schemas are the only definition of the arguments and the response. TypeScript
 * infers the types from the schemas, and the OpenAPI document is generated from the schemas. Server only.
 */
export type Resource<
  Path extends string = string,
  Parameters extends GenericSchema = GenericSchema,
  Response extends GenericSchema = GenericSchema,
> = {
  path: Path
  summary: string
  /** Parses the strings of the query into typed values. Absent parameters stay absent. */
  parameters: Parameters
  /** The response. Only the compiler and a test check it, because validation at run time would be slow. */
  response: Response
  example: Readonly<Record<string, string>>
  /** The response of the example. Default: the result of `resolve`. */
  exampleResponse?: InferOutput<Response>
  problems?: readonly (404 | 410)[]
  /** Computes the response. @throws errors without an HTTP status. `toHttpError` of `src/query` adds the status. */
  resolve(
    args: InferOutput<Parameters> & PathParameters<Path>,
  ): InferOutput<Response> | Promise<InferOutput<Response>>
}

export function defineResource<
  const Path extends string,
  Parameters extends QuerySchema,
  Response extends GenericSchema,
>(resource: Resource<Path, Parameters, Response>): Resource<Path, Parameters, Response> {
  return resource
}

/** The arguments of a resource: query and path parameters in one flat object. */
export type ArgumentsOf<R extends { resolve(args: never): unknown }> = Parameters<R["resolve"]>[0]

export type ResponseOf<R extends { resolve(args: never): unknown }> = Awaited<ReturnType<R["resolve"]>>
