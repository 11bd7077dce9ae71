import type { GenericSchema, InferOutput, ObjectEntries, ObjectSchema } from "valibot"

/** The names between braces of a URL template, each a string: `{ id: string }` of `/api/features/{id}`. */
type PathParameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { [Key in Name]: string } & PathParameters<Rest>
  : unknown

type QuerySchema = ObjectSchema<ObjectEntries, undefined>

/** A named read: where the API serves it, what it takes, and how it answers. Server only. */
export interface Resource<
  Path extends string = string,
  Schema extends GenericSchema = GenericSchema,
  Result = unknown,
> {
  /** The URL template, one of `routes`. */
  path: Path
  /** What its query takes: flat strings in, typed values out, absent where absent. */
  parameters: Schema
  /** Answers from the catalogue of this process and the saved audiences. @throws ResourceError */
  resolve(args: InferOutput<Schema> & PathParameters<Path>): Result
}

export function defineResource<const Path extends string, Schema extends QuerySchema, Result>(
  resource: Resource<Path, Schema, Result>,
): Resource<Path, Schema, Result> {
  return resource
}

/** The arguments of a resource: its query and its path parameters in one flat object. */
export type ArgumentsOf<R extends { resolve(args: never): unknown }> = Parameters<R["resolve"]>[0]

export type ResultOf<R extends { resolve(args: never): unknown }> = Awaited<ReturnType<R["resolve"]>>
