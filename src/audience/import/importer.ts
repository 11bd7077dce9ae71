import type { Yielder } from "../yielder"
import type { Tally } from "./tally"

export type ImportFormat = "browserslist-stats" | "analytics" | "access-log" | "user-agents"

/** How one format is read. A new one is a file that exports this, a name in ImportFormat and a line in `importers`. */
export interface Importer {
  format: ImportFormat
  /** What it takes, as an error lists it. */
  takes: string
  /** Whether a text that begins with these lines (the first that are not blank) is of this format. */
  recognizes(beginning: readonly string[]): boolean
  /** Begins to read a text, whose lines then come one by one. */
  read(tally: Tally, pause: Yielder): LineReader
}

/** Reads lines into a tally. Both functions may throw UnreadableImport. */
export interface LineReader {
  /** A line without its end, and its number, from 1. The next one comes after what is returned. */
  line(text: string, number: number): void | Promise<void>
  /** After the last line. Returns what was counted: `visits`, `percent`. */
  end(): string | Promise<string>
}
