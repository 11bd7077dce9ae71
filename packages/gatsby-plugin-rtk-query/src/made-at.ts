/**
 * When the server made a response, in milliseconds since 1970. Without it, a response is as new as its arrival.
 * Omit it if a response is one part of what is shown: for infinite queries, and with `merge`.
 */
export interface MadeAt {
  answered?: number
}

/** Reads a response's `Date`. It has whole seconds, so it counts as the last millisecond of its second. */
export function madeAt({ headers }: Pick<Response, "headers">): MadeAt {
  const second = Date.parse(headers.get("date") ?? "")
  return Number.isNaN(second) ? {} : { answered: second + precision }
}

/** Milliseconds by which a response may be older than `answered`. */
export const precision = 999
