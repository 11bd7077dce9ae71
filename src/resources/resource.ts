import type { GenericSchema, InferOutput, ObjectEntries, ObjectSchema } from "valibot"

/** The variables of a URL template: `{ id: string }` for `/api/features/{id}`. */
type PathParameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { [Key in Name]: string } & PathParameters<Rest>
  : unknown

type QuerySchema = ObjectSchema<ObjectEntries, undefined>

/**
 * A named read of the JSON API. Its schemas are the only definition of its arguments and its response: the types are
 * inferred from them, and OpenAPI is generated from them. Server only.
 */
export type Resource<
  Path extends string = string,
  Parameters extends GenericSchema = GenericSchema,
  Response extends GenericSchema = GenericSchema,
> = {
  path: Path
  summary: string
  /** Parses the query: strings in, typed values out. Absent parameters stay absent. */
  parameters: Parameters
  /** The response. Checked by the compiler and by a test only: validation at run time would cost speed. */
  response: Response
  example: Readonly<Record<string, string>>
  /** The response of the example. Default: the result of `resolve`. */
  exampleResponse?: InferOutput<Response>
  problems?: readonly (404 | 410)[]
  /** Computes the response. @throws errors without HTTP statuses, which `toHttpError` of `src/query` translates */
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
