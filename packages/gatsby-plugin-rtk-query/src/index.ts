/** What an API slice needs on both sides. The server's halves are ./server and ./ssr, the browser's is ./browser. */
export { type Answer, type Ask, type AskContext, isomorphicBaseQuery } from "./base-query"
export { createApi } from "./create-api"
export type { DehydratedQuery, DehydratedState } from "./dehydrate"
export type { Failure } from "./failure"
export { extractRehydrationInfo } from "./hydrate"
export { type MadeAt, madeAt } from "./made-at"
export type { QueryTag } from "./query-api"
