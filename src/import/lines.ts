import { requireTextFile } from "./file-kind"
import { UnreadableImport } from "./unreadable-import"

const maxLineBytes = 1_048_576
const minBlockBytes = 65_536
const lineFeed = 10
const carriageReturn = 13
const comma = 44

/**
 * Splits text into lines and yields some hundred lines at a time. The text is UTF-8, or UTF-16 with a byte order mark.
 * Invalid bytes become U+FFFD. Carriage returns end lines only if the first block has no line feed (Excel for
 * Macintosh). A line with a long list of JSON objects is split after commas.
 * @throws UnreadableImport if the file is not text or a line is longer than 1 MB
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  // Decodes complete blocks without `stream: true`, because this is faster in Node.
  const decoder = new TextDecoder()
  let lineEnd: number | undefined
  const decodeLines = (bytes: Uint8Array) =>
    decoder.decode(bytes).split(lineEnd === carriageReturn ? "\r" : "\n")
  let lineCount = 0
  let isInJsonList = false
  let rest: Uint8Array<ArrayBufferLike> = new Uint8Array()
  for await (const block of toUtf8(chunks)) {
    const bytes = concatBytes([rest, block])
    lineEnd ??= [lineFeed, carriageReturn].find((byte) => bytes.includes(byte))
    const end = bytes.lastIndexOf(lineEnd ?? lineFeed) + 1
    rest = bytes.subarray(end)
    const lines = end === 0 ? [] : decodeLines(bytes.subarray(0, end - 1))
    lineCount += lines.length
    let partEnd = 0
    if (rest.length > maxLineBytes) {
      isInJsonList ||= isJsonList(rest)
      partEnd = isInJsonList ? rest.lastIndexOf(comma) + 1 : 0
      if (partEnd === 0) throw lineTooLong(lineCount + 1)
    }
    if (end > 0) yield lines
    if (partEnd === 0) continue
    yield [decoder.decode(rest.subarray(0, partEnd))]
    rest = rest.subarray(partEnd)
  }
  if (rest.length > 0) yield decodeLines(rest)
}

/** Whether bytes begin with `[` and `{`. */
function isJsonList(bytes: Uint8Array): boolean {
  return /^\uFEFF?\s*\[\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 100)))
}

function lineTooLong(line: number): UnreadableImport {
  return new UnreadableImport(
    `Line ${line} is longer than 1 MB. Access logs must have one request per line, and tables one row per line.`,
  )
}

async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pending: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    pending.push(chunk)
    bytes += chunk.length
    if (bytes < minBlockBytes) continue
    yield concatBytes(pending)
    pending = []
    bytes = 0
  }
  if (bytes > 0) yield concatBytes(pending)
}

/** Converts UTF-16 to UTF-8, because Excel, Matomo and Universal Analytics write UTF-16. */
async function* toUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | undefined
  let isFirst = true
  const encoder = new TextEncoder()
  for await (const block of blocksOf(chunks)) {
    if (isFirst) {
      const encoding = detectUtf16(block)
      if (encoding) decoder = new TextDecoder(encoding)
      else requireTextFile(block)
      isFirst = false
    }
    yield decoder ? encoder.encode(decoder.decode(block, { stream: true })) : block
  }
}

function detectUtf16([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le"
  if (first === 0xfe && second === 0xff) return "utf-16be"
  return undefined
}

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const nonEmpty = parts.filter(({ length }) => length > 0)
  if (nonEmpty.length === 1) return nonEmpty[0] as Uint8Array
  const bytes = new Uint8Array(nonEmpty.reduce((size, { length }) => size + length, 0))
  let offset = 0
  for (const part of nonEmpty) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}
