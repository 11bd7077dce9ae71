import { Gunzip } from "fflate"
import { UnreadableImport } from "./unreadable-import"

export type Bytes = AsyncIterable<Uint8Array>

/**
 * The maximum number of packed bytes that are unpacked at a time. It limits memory, because 1 kB can unpack to 1 MB.
 */
const maxPieceBytes = 16_384

export function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b
}

export function isZip(beginning: Uint8Array): boolean {
  return [0x50, 0x4b, 3, 4].every((byte, index) => beginning[index] === byte)
}

const signatureBytes = 4

/** Returns the first bytes of a file, and all bytes including the first ones. */
export async function peek(chunks: Bytes): Promise<{ beginning: Uint8Array; all: Bytes }> {
  const iterator = chunks[Symbol.asyncIterator]()
  const read: Uint8Array[] = []
  let length = 0
  while (length < signatureBytes) {
    const { value, done } = await iterator.next()
    if (done) break
    read.push(value)
    length += value.length
  }
  async function* all() {
    try {
      yield* read
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return {
    beginning: Uint8Array.from(read.flatMap((chunk) => [...chunk.subarray(0, signatureBytes)])),
    all: all(),
  }
}

export async function* piecesOf(chunks: Bytes): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += maxPieceBytes)
      yield chunk.subarray(from, from + maxPieceBytes)
  }
}

/**
 * Unpacks gzip data, also of several files one after the other (`cat *.gz`).
 * @throws UnreadableImport if the data is damaged or unpacks to more than `maxBytes`
 */
export async function* gunzip(chunks: Bytes, maxBytes: number): AsyncGenerator<Uint8Array> {
  const size = new UnpackedSize(maxBytes)
  let unpacked: Uint8Array[] = []
  const stream = new Gunzip((data) => {
    size.add(data.length)
    unpacked.push(data)
  })
  function push(piece: Uint8Array, isLast: boolean): Uint8Array[] {
    unpacked = []
    try {
      stream.push(piece, isLast)
    } catch (error) {
      throw unpackingError(
        error,
        "The gzip file is damaged or incomplete. Check it with “gzip -t”, or pack it again.",
      )
    }
    return unpacked
  }
  for await (const piece of piecesOf(chunks)) yield* push(piece, false)
  yield* push(new Uint8Array(), true)
}

/** Counts unpacked bytes. @throws UnreadableImport above the maximum */
export class UnpackedSize {
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  add(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes <= this.#maxBytes) return
    const megabytes = Math.floor(this.#maxBytes / 1e6).toLocaleString("en")
    throw new UnreadableImport(
      `This packed file contains more than ${megabytes} MB, the maximum. Unpack it first: unpacked files can have any size.`,
    )
  }
}

export function unpackingError(error: unknown, message: string): Error {
  return error instanceof UnreadableImport ? error : new UnreadableImport(message)
}
