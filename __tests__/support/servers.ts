import { hostSite } from "./host"
import { gatsbyServe, serveSite } from "./site"

/** Whatever serves a built site in production, for suites that have to pass with each. */
export const servers = process.env.TEST_URL
  ? [["the server at TEST_URL", serveSite] as const]
  : ([
      ["the host", hostSite],
      ["gatsby serve", gatsbyServe],
    ] as const)
