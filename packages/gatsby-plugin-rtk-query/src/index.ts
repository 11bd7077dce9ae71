/**
 * All exports of `@reduxjs/toolkit/query/react`. The functions from `./rtk-internals` replace RTK Query's functions of
 * the same name and work with server-side rendering. The plugin replaces the site's imports of RTK Query with imports
 * of this module, so existing slices need no change.
 */
export * from "@reduxjs/toolkit/query/react"
export type { DehydratedQuery, DehydratedState } from "./dehydrate"
export type { QueryFailure, QueryTag } from "./rtk-internals"
export { buildCreateApi, createApi, fetchBaseQuery, reactHooksModule } from "./rtk-internals"
