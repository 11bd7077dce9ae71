import type { CoreBrowserId } from "#catalog/browsers"

export type ExpectedBrowser = {
  /** The core browser whose support data must apply. */
  engine: CoreBrowserId
  version: string
  isLowerBound?: true
}

export type CorpusEntry = {
  userAgent: string
  expected: ExpectedBrowser | "unknown" | "bot"
}

export const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
export const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)"

/** Combines each item of one list with each item of the other. */
export const cross = <A, B, R>(as: readonly A[], bs: readonly B[], combine: (a: A, b: B) => R): R[] =>
  as.flatMap((a) => bs.map((b) => combine(a, b)))

export const desktopSystems = [
  "Windows NT 10.0; Win64; x64",
  "Windows NT 6.1; WOW64",
  "Windows NT 10.0; ARM64",
  "Macintosh; Intel Mac OS X 10_15_7",
  "Macintosh; Intel Mac OS X 10_11_6",
  "X11; Linux x86_64",
  "X11; Ubuntu; Linux aarch64",
  "X11; CrOS x86_64 14541.0.0",
  "X11; FreeBSD amd64",
]
