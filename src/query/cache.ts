import { shared } from "../server-data/cache-policy"

/** Figures change with a build: fresh for five minutes, and shown while a newer answer is made for a day. */
export const forFiveMinutes = shared({ maxAge: 300, staleWhileRevalidate: 86_400 })

/** For what should be there again soon: long enough that many visitors make one question. */
export const briefly = shared({ maxAge: 15 })
