import type { QueryDefinition } from "@reduxjs/toolkit/query/react"
import type { QueryTag } from "gatsby-plugin-rtk-query"
import { createApi } from "gatsby-plugin-rtk-query"
import type { ArgumentsOf, ResponseOf } from "#resources/resource"
import type { ResourceBaseQuery } from "./fetch-resource"

/**
 * The time in seconds during which data are fresh. When a component mounts, it requests its query again if the data are
 * older. A shared cache may keep a page for the same time.
 */
const freshFor = 300

/**
 * Options for queries of static pages, whose data are as old as the build. When a component mounts, it requests its
 * query again if the data are older than 900 s.
 */
export const prerendered = { refetchOnMountOrArgChange: 900 } as const

/** The arguments of a resource. They are not nested, because they are part of a URL. The URL omits undefined values. */
export type ResourceArguments = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** The argument of the base query. The base query reads the resource, unless `write` is given. */
export type ResourceRequest<Name extends string = string> = {
  resource: Name
  args: ResourceArguments
  write?: Write
}

/** The HTTP request of a mutation. Mutations run in the browser only. */
export type Write = {
  method: "POST" | "PUT" | "DELETE"
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  body?: unknown
}

type AnyResources = Record<string, { resolve(args: never): unknown }>

/** An argument object without required keys may be omitted: `useDatasetQuery()`. */
// biome-ignore lint/suspicious/noConfusingVoidType: RTK Query's hooks require it for an optional argument
type Optional<Arguments> = Record<never, never> extends Arguments ? Arguments | void : Arguments

type Endpoints<Resources extends AnyResources> = {
  [Name in keyof Resources & string]: QueryDefinition<
    Optional<ArgumentsOf<Resources[Name]>>,
    ResourceBaseQuery,
    keyof Resources & string,
    ResponseOf<Resources[Name]>,
    "api"
  >
}

/**
 * Creates an API slice with an endpoint and hooks for each route. Their types come from the resource of the same name.
 *
 * @param routes maps the name of each resource to its URL template
 * @param baseQuery the base query in the browser
 */
export function createResourceApi<Resources extends AnyResources>(
  routes: Readonly<Record<keyof Resources & string, string>>,
  baseQuery: ResourceBaseQuery,
) {
  type Name = keyof Resources & string
  const names = Object.keys(routes) as Name[]
  return createApi({
    reducerPath: "api",
    baseQuery,
    tagTypes: names,
    // `{}` and no argument are the same query.
    serializeQueryArgs: ({ endpointName, queryArgs }) =>
      cacheKey(endpointName, queryArgs as ResourceArguments),
    refetchOnMountOrArgChange: freshFor,
    refetchOnReconnect: true,
    // Longer than `freshFor`, so that the cache still has the data of a page when the visitor goes back to the page.
    keepUnusedDataFor: 3 * freshFor,
    endpoints: (build) =>
      Object.fromEntries(
        names.map((name) => [
          name,
          build.query<unknown, ResourceArguments | undefined>({
            query: (args) => ({ resource: name, args: args ?? {} }),
            providesTags: (_result, _error, args) => tagsOf(name, routes[name], args ?? {}, names) as never,
          }),
        ]),
      ) as unknown as Endpoints<Resources>,
  })
}

function cacheKey(endpointName: string, args: ResourceArguments = {}) {
  const present = Object.entries(args).filter(([, value]) => value !== undefined)
  present.sort(([a], [b]) => (a < b ? -1 : 1))
  return `${endpointName}(${JSON.stringify(Object.fromEntries(present))})`
}

/**
 * Returns the tags of a query. The first tag is its resource, with the id if the path contains an id. If an argument
 * has the name of another resource, that resource is a tag too: `audience=my-team` shows the audience `my-team`. `vs`
 * is the audience to compare with.
 */
export function tagsOf(
  name: string,
  template: string,
  args: ResourceArguments,
  names: readonly string[],
): QueryTag[] {
  const key = /\{(\w+)\}/.exec(template)?.[1]
  const id = key === undefined ? undefined : args[key]
  const own: QueryTag = id === undefined ? { type: name } : tagOf(name, String(id))
  const named = names.filter((other) => other !== name && typeof args[other] === "string")
  const compared = typeof args.vs === "string" ? [tagOf("audience", args.vs)] : []
  return [own, ...named.map((type) => tagOf(type, String(args[type]))), ...compared]
}

/**
 * Returns the tag of one item of a resource, for example for `invalidateTags([tagOf("audience", slug)])`. RTK Query
 * uses the ids of tags as keys of plain objects, so an id such as `constructor` needs a prefix.
 */
export function tagOf<Type extends string>(type: Type, id: string): { type: Type; id: string } {
  return { type, id: `=${id}` }
}
