/**
 * When an answer was made: milliseconds since 1970 by the server's clock, at the latest. A tab then shows it only
 * where it is no older than what is shown, and counts its age from there; without it, an answer is as new as its
 * arrival. To be left out where an answer is one part of what is shown: of infinite queries, and with `merge`.
 */
export interface MadeAt {
  answered?: number
}

/**
 * When a response was made: its `Date`, which a cache keeps as the origin wrote it. That has whole seconds, so it
 * counts as the last millisecond of its second: what is called older by it surely is.
 */
export function madeAt({ headers }: Pick<Response, "headers">): MadeAt {
  const second = Date.parse(headers.get("date") ?? "")
  return Number.isNaN(second) ? {} : { answered: second + precision }
}

/** Milliseconds by which an answer may be older than `answered` says. */
export const precision = 999
