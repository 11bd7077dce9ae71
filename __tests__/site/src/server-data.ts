import { createServerData, notFound } from "../../../src/server-data"

/** An error of the site's own, as a domain would throw it. */
export class Missing extends Error {}

export const serverData = createServerData({
  toOutcome: (error) => (error instanceof Missing ? notFound({ detail: error.message }) : undefined),
})
