import type { GenericSchema, InferOutput, ObjectEntries, ObjectSchema } from "valibot"

/** The names between braces of a URL template, each a string: `{ id: string }` of `/api/features/{id}`. */
type PathParameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { [Key in Name]: string } & PathParameters<Rest>
  : unknown

type QuerySchema = ObjectSchema<ObjectEntries, undefined>

/**
 * A named read of the API. Its schemas are the only place that describes its arguments and its response: types are
 * inferred from them, and OpenAPI is generated from them. Server only.
 */
export interface Resource<
  Path extends string = string,
  Parameters extends GenericSchema = GenericSchema,
  Response extends GenericSchema = GenericSchema,
> {
  /** The URL template, one of `routes`. */
  path: Path
  /** One line about the resource, for OpenAPI. */
  summary: string
  /** The query: flat strings in, typed values out, absent where absent. */
  parameters: Parameters
  /** The response. Only the compiler and a test check `resolve` against it: at run time it would cost speed. */
  response: Response
  /** The query and path parameters of the example in OpenAPI. */
  example: Readonly<Record<string, string>>
  /** The response of that example. Default: what `resolve` returns for it. */
  exampleResponse?: InferOutput<Response>
  /** Statuses of errors besides 400, 500 and 503. */
  problems?: readonly (404 | 410)[]
  /** Computes the response from the catalogue of this process and the saved audiences. @throws ResourceError */
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

/** The arguments of a resource: its query and its path parameters in one flat object. */
export type ArgumentsOf<R extends { resolve(args: never): unknown }> = Parameters<R["resolve"]>[0]

export type ResponseOf<R extends { resolve(args: never): unknown }> = Awaited<ReturnType<R["resolve"]>>
