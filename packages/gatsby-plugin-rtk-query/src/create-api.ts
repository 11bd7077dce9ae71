import { buildCreateApi, coreModule, reactHooksModule } from "@reduxjs/toolkit/query/react"

/**
 * RTK Query's `createApi`, with hooks that work on the server too. Rendering on a server runs no effects, so there,
 * and there alone, the hooks start their queries while they render.
 */
export const createApi = buildCreateApi(
  coreModule(),
  reactHooksModule({ unstable__sideEffectsInRender: typeof window === "undefined" }),
)
