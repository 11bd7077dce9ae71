import { createYielder } from "#audience/yielder"
import { accessLog } from "./access-log"
import { analytics } from "./analytics"
import { browserslistStats } from "./browserslist-stats"
import type { Importer, LineReader } from "./importer"
import { linesOf } from "./lines"
import { type Bytes, gunzip, isGzip, isZip, peek } from "./packed-file"
import { type ImportReport, Tally } from "./tally"
import { UnreadableImport } from "./unreadable-import"
import { userAgents } from "./user-agents"
import { readZip } from "./zip-file"

export type { ImportReport } from "./tally"
export { UnreadableImport }

/**
 * All importers, in the order in which they are tried. The format with the most distinctive first lines comes first.
 */
const importers: readonly Importer[] = [accessLog, browserslistStats, userAgents, analytics]

/**
 * The default maximum size of a packed file after it is unpacked. Unpacking and importing such a file takes some
 * seconds. Files that are not packed have no maximum size.
 */
const maxUnpackedBytes = 1_000_000_000

/** A zip file can contain gzip files, and a gzip file can contain a zip file. */
const maxNesting = 3

/**
 * Counts the visits in a file by browser version. The file is an analytics table, browserslist statistics, an access
 * log or a list of user agents. It may be packed with gzip, or be the only such file in a zip archive. The first lines
 * determine the format. Memory use does not depend on the file size.
 * @param chunks the bytes of the file, such as a web or Node stream
 * @throws UnreadableImport if nothing in the file can be counted
 */
export function importAudience(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadingOptions = {},
): Promise<ImportReport> {
  return importFile(reportProgress(chunks, options), options.maxUnpackedBytes ?? maxUnpackedBytes, maxNesting)
}

async function importFile(chunks: Bytes, maxBytes: number, nesting: number): Promise<ImportReport> {
  const { beginning, all } = await peek(chunks)
  if (!isGzip(beginning) && !isZip(beginning)) return importText(all)
  if (nesting === 0) throw new UnreadableImport("This file is packed too many times. Unpack it first.")
  const read = (file: Bytes) => importFile(file, maxBytes, nesting - 1)
  return isZip(beginning) ? readZip(all, maxBytes, read) : read(gunzip(all, maxBytes))
}

async function importText(chunks: Bytes): Promise<ImportReport> {
  const tally = new Tally()
  const yieldIfDue = createYielder()
  let importer: Importer | undefined
  let reader: LineReader | undefined
  let number = 0
  for await (const lines of linesOf(chunks)) {
    if (!importer) {
      const beginning = lines.filter((line) => line.trim() !== "").slice(0, linesToRecognize)
      importer = recognize(beginning)
      reader = importer?.read(tally, yieldIfDue, beginning)
    }
    for (const line of lines) {
      number++
      const pending = reader?.line(line, number)
      // `pending` is rarely a promise. Awaiting each line would take longer than counting the line.
      if (pending) await pending
    }
    await yieldIfDue()
  }
  if (!importer || !reader) throw new UnreadableImport(`The file is empty. ${supportedFormats}`)
  const unit = await reader.end()
  if (tally.counted === 0) throw nothingCounted(tally)
  return tally.report(importer.format, unit)
}

type ReadingOptions = {
  /** Called with the number of bytes read so far. For a packed file, this is the number of packed bytes. */
  onProgress?(bytes: number): void
  /** The maximum size in bytes of a packed file after it is unpacked. Default: 1 GB. */
  maxUnpackedBytes?: number
}

async function* reportProgress(chunks: Bytes, { onProgress }: ReadingOptions) {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    onProgress?.(bytes)
    yield chunk
  }
}

const linesToRecognize = 200

function recognize(beginning: readonly string[]): Importer | undefined {
  if (beginning.length === 0) return undefined
  const importer = importers.find(({ recognizes }) => recognizes(beginning))
  if (importer) return importer
  const found = beginning[0]?.includes("\uFFFD")
    ? "The file is not valid UTF-8"
    : `The file begins with “${beginning[0]?.trim().slice(0, 80)}”, which is not a supported format`
  throw new UnreadableImport(`${found}. ${supportedFormats}`)
}

const supportedFormats = `Supported formats: ${importers.map(({ description }) => description).join("; ")}.`

function nothingCounted({ bots, withoutUserAgent, firstSkipped }: Tally): UnreadableImport {
  if (firstSkipped) {
    const { line, reason, text } = firstSkipped
    return new UnreadableImport(
      `No line of this file can be counted. Line ${line} (“${text.slice(0, 80)}”): ${reason}`,
    )
  }
  if (bots > 0 && withoutUserAgent === bots) {
    return new UnreadableImport(
      "This log has no user agents: all of them are empty or “-”. Configure the server to log user agents, and import a new log.",
    )
  }
  if (bots > 0)
    return new UnreadableImport(
      `All ${bots} lines of this file are from bots or apps without a browser. They are not counted.`,
    )
  return new UnreadableImport(`This file contains no visits. ${supportedFormats}`)
}
