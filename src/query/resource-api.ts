import type { QueryDefinition } from "@reduxjs/toolkit/query/react"
import type { QueryTag } from "gatsby-plugin-rtk-query"
import { createApi } from "gatsby-plugin-rtk-query"
import type { ArgumentsOf, ResponseOf } from "#resources/resource"
import type { ResourceBaseQuery } from "./fetch-resource"

/** Seconds after which a mounted query is requested again: as long as a shared cache may keep the page. */
const freshFor = 300

/** For queries of static pages, whose data are as old as the build. Seconds. */
export const prerendered = { refetchOnMountOrArgChange: 900 } as const

/** Flat, as in a URL. Undefined values are omitted. */
export type ResourceArguments = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** What the base query receives: a resource and its arguments, to be read unless `write` is given. */
export type ResourceRequest<Name extends string = string> = {
  resource: Name
  args: ResourceArguments
  write?: Write
}

/** What a mutation sends. Mutations run in the browser only. */
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
 * An API slice with an endpoint and hooks for each route, typed by the resource of that name.
 *
 * @param routes name → URL template
 * @param baseQuery the browser's
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
    // Longer than pages are fresh, so that Back finds its data.
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
 * The tags of a query: its resource, by the id in its path if it has one, and each other resource that an argument names
 * (`audience=my-team` shows the audience `my-team`).
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
  return [own, ...named.map((type) => tagOf(type, String(args[type])))]
}

/**
 * The tag of one item of a resource: `invalidateTags([tagOf("audience", slug)])`. RTK Query keeps tags in plain objects
 * by their id, so an id such as `constructor` needs a prefix.
 */
export function tagOf<Type extends string>(type: Type, id: string): { type: Type; id: string } {
  return { type, id: `=${id}` }
}
