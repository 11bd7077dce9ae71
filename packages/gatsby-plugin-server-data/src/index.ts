/** The server half: for getServerData and for functions. The browser's half is ./client, Gatsby's hooks are in ./gatsby-*. */
export type { LoadRequest } from "./answer"
export { type CachePolicy, noStore, privately, shared } from "./cache-policy"
export { createEndpoint, type Endpoint, type EndpointOptions } from "./endpoint"
export type { Log, LogEntry } from "./failure"
export {
  badRequest,
  gone,
  notFound,
  type Outcome,
  type ParameterError,
  type RedirectStatus,
  redirect,
  refused,
  unavailable,
} from "./outcome"
export {
  createServerData,
  type ExtendRequest,
  type Extension,
  type OutcomeProps,
  type PageOptions,
  type ServerDataOf,
  type ServerDataOptions,
  type ServerDataResult,
} from "./server-data"
export { pathPrefix } from "./site-path"
export { jsonAsBytes, readJson, type Write, type WriteMethod, type WriteRequest } from "./write"
