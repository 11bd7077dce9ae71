/**
 * All exports of `@reduxjs/toolkit/query/react`, of which these work with server-side rendering. The plugin
 * replaces RTK Query's own module with this one, so that existing slices need no change.
 */
export * from "@reduxjs/toolkit/query/react"
export type { DehydratedQuery, DehydratedState } from "./dehydrate"
export type { QueryFailure, QueryTag } from "./rtk-internals"
export { buildCreateApi, createApi, fetchBaseQuery, reactHooksModule } from "./rtk-internals"
