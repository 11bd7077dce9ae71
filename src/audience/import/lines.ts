import { refuseOtherThanText } from "./file-kind"
import { UnreadableImport } from "./unreadable-import"

export interface ReadingOptions {
  /** Called as bytes come in, with how many there were so far. */
  onProgress?(bytes: number): void
}

/** A longer line, in bytes, is none of the formats that are taken. */
const longestLine = 1_048_576
const blockSize = 65_536
const lineFeed = 10
const carriageReturn = 13

/**
 * The lines of a UTF-8 or, by its byte order mark, UTF-16 text, some hundreds at a time, without their line feeds.
 * Excel's “CSV (Macintosh)” has carriage returns only: they end a line if the first block has no line feed.
 * What is no UTF-8 becomes U+FFFD. Memory is bounded by the longest line.
 * @throws UnreadableImport where it is no text, or a line is longer than a megabyte
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadingOptions,
): AsyncGenerator<string[]> {
  // Whole blocks of lines, not a stream: Node decodes only those fast.
  const decoder = new TextDecoder()
  let lineEnd: number | undefined
  const decode = (bytes: Uint8Array) => decoder.decode(bytes).split(lineEnd === carriageReturn ? "\r" : "\n")
  let lines = 0
  let rest: Uint8Array<ArrayBufferLike> = new Uint8Array()
  for await (const block of asUtf8(watched(chunks, options))) {
    const bytes = joined([rest, block])
    lineEnd ??= [lineFeed, carriageReturn].find((byte) => bytes.includes(byte))
    const end = bytes.lastIndexOf(lineEnd ?? lineFeed) + 1
    rest = bytes.subarray(end)
    const decoded = end === 0 ? [] : decode(bytes.subarray(0, end - 1))
    lines += decoded.length
    if (rest.length > longestLine) throw tooLong(lines + 1)
    if (end > 0) yield decoded
  }
  if (rest.length > 0) yield decode(rest)
}

function tooLong(line: number): UnreadableImport {
  return new UnreadableImport(
    `Line ${line} is longer than a megabyte: this is no text of lines. An access log has one line for each request, an export one for each row.`,
  )
}

async function* watched(chunks: AsyncIterable<Uint8Array>, { onProgress }: ReadingOptions) {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    onProgress?.(bytes)
    yield chunk
  }
}

/** Chunks of at least a block each, but the last. */
async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pending: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    pending.push(chunk)
    size += chunk.length
    if (size < blockSize) continue
    yield joined(pending)
    pending = []
    size = 0
  }
  if (size > 0) yield joined(pending)
}

/** Excel, Matomo and the old Google Analytics write UTF-16: the rest of the import need not know. */
async function* asUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | undefined
  let isFirst = true
  const encoder = new TextEncoder()
  for await (const block of blocksOf(chunks)) {
    if (isFirst) {
      const encoding = utf16Of(block)
      if (encoding) decoder = new TextDecoder(encoding)
      else refuseOtherThanText(block)
      isFirst = false
    }
    yield decoder ? encoder.encode(decoder.decode(block, { stream: true })) : block
  }
}

function utf16Of([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le"
  if (first === 0xfe && second === 0xff) return "utf-16be"
  return undefined
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const filled = parts.filter(({ length }) => length > 0)
  if (filled.length === 1) return filled[0] as Uint8Array
  const bytes = new Uint8Array(filled.reduce((size, { length }) => size + length, 0))
  let offset = 0
  for (const part of filled) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}
