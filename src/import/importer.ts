import type { Yielder } from "#audience/yielder"
import type { Tally } from "./tally"

export type ImportFormat = "browserslist-stats" | "analytics" | "access-log" | "user-agents"

/**
 * Reads one format. To add a format, write a file that exports an importer, and add its name here and its importer to
 * `importers`.
 */
export type Importer = {
  format: ImportFormat
  /** Describes the format in the list of supported formats in errors. */
  description: string
  /** Whether a file has this format. `beginning` contains the file's first lines that are not blank. */
  recognizes(beginning: readonly string[]): boolean
  /** Returns a reader that counts into `tally` and awaits `yieldIfDue` during long work. */
  read(tally: Tally, yieldIfDue: Yielder, beginning: readonly string[]): LineReader
}

/** Reads the lines of a file. Both functions throw UnreadableImport if the file cannot be imported. */
export type LineReader = {
  /** Called with each line without its line ending. `number` starts at 1. A returned promise is awaited. */
  line(text: string, number: number): void | Promise<void>
  /** Called after the last line. Returns the unit of the counts, such as `visits` or `percent`. */
  end(): string | Promise<string>
}
