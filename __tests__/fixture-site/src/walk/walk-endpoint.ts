import { badRequest, notFound } from "gatsby-plugin-server-data/endpoint"
import * as v from "valibot"
import { resources } from "./walk-resources"
import { readWalk, userOf } from "./walk-state"

export const pageSchema = v.object({ page: v.optional(v.pipe(v.string(), v.transform(Number)), "0") })

/** @throws a 404 for an unknown name */
export function readByName(name: string | undefined, page: number, headers: Headers) {
  const read = resources.find((resource) => resource === name)
  if (read === undefined) throw notFound({ detail: `${name} is not one of ${resources.join(", ")}.` })
  return readWalk(read, page, read === "me" ? userOf(headers.get("cookie")) : undefined)
}

const changeSchema = v.object({
  resource: v.picklist(resources),
  likes: v.optional(v.number(), 1),
  fails: v.optional(v.boolean(), false),
  delayMs: v.optional(v.number(), 0),
})

/** @throws a 400 for a body that is not a change */
export function parseChange(body: unknown): v.InferOutput<typeof changeSchema> {
  const { success, output, issues } = v.safeParse(changeSchema, body)
  if (!success) throw badRequest(issues.map(({ message }) => ({ parameter: "body", message })))
  return output
}
