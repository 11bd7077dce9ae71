import { createYielder } from "../yielder"
import { accessLog } from "./access-log"
import { analytics } from "./analytics"
import { browserslistStats } from "./browserslist-stats"
import type { Importer } from "./importer"
import { linesOf, type ReadingOptions } from "./lines"
import { type ImportReport, Tally } from "./tally"
import { UnreadableImport } from "./unreadable-import"
import { userAgents } from "./user-agents"

export type { ImportReport } from "./tally"
export { UnreadableImport }

/** Every format, in the order in which they are tried: what begins most plainly as itself first. */
const importers: readonly Importer[] = [accessLog, browserslistStats, userAgents, analytics]

/**
 * Counts the visits by browser version in a file: an export of analytics, statistics of browserslist, an access log,
 * a list of user agents. The format is told from how the file begins. Memory stays bounded whatever its size.
 * @param chunks the bytes of the file, such as a ReadableStream or a stream of Node
 * @throws UnreadableImport where nothing in it can be counted
 */
export async function importAudience(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadingOptions = {},
): Promise<ImportReport> {
  const tally = new Tally()
  const pause = createYielder()
  let importer: Importer | undefined
  let reader: ReturnType<Importer["read"]> | undefined
  let number = 0
  for await (const lines of linesOf(chunks, options)) {
    importer ??= recognize(lines)
    reader ??= importer?.read(tally, pause)
    for (const line of lines) {
      number++
      const counting = reader?.line(line, number)
      // Nearly never: to wait at each line takes longer than to count it.
      if (counting) await counting
    }
    await pause()
  }
  if (!importer || !reader) throw new UnreadableImport(`The file is empty. ${whatIsTaken}`)
  const unit = await reader.end()
  if (tally.counted === 0) throw nothingCounted(tally)
  return tally.report(importer.format, unit)
}

const beginningLines = 50

/** Undefined where the lines are all blank, so that more are needed. */
function recognize(lines: readonly string[]): Importer | undefined {
  const beginning = lines.filter((line) => line.trim() !== "").slice(0, beginningLines)
  if (beginning.length === 0) return undefined
  if (beginning.some((line) => line.startsWith("#Fields:"))) {
    throw new UnreadableImport(
      "This is a W3C extended log (“#Fields:”), as IIS and CloudFront write it, which is not taken: take its column of user agents alone, one a line.",
    )
  }
  const importer = importers.find(({ recognizes }) => recognizes(beginning))
  if (importer) return importer
  const found = beginning[0]?.includes("\uFFFD")
    ? "The file is not in UTF-8"
    : `The file begins with “${beginning[0]?.trim().slice(0, 80)}”, which is of no format that is known here`
  throw new UnreadableImport(`${found}. ${whatIsTaken}`)
}

const whatIsTaken = `What is taken: ${importers.map(({ takes }) => takes).join("; ")}.`

function nothingCounted({ bots, nameless, firstSkipped }: Tally): UnreadableImport {
  if (firstSkipped) {
    const { line, reason, text } = firstSkipped
    return new UnreadableImport(
      `No line of this file counts. Line ${line} (“${text.slice(0, 80)}”): ${reason}`,
    )
  }
  if (bots > 0 && nameless === bots) {
    return new UnreadableImport(
      "This log has no user agents: each line has “-” or nothing for it. Have the server log them, and import what it logs from then on.",
    )
  }
  if (bots > 0) return new UnreadableImport(`All ${bots} lines of this file are of bots, which do not count.`)
  return new UnreadableImport(`There is no visit in this file. ${whatIsTaken}`)
}
