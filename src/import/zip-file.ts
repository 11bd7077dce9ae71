import { Unzip, UnzipInflate } from "fflate"
import { type Bytes, piecesOf, UnpackedSize, unpackingError } from "./packed-file"
import { UnreadableImport } from "./unreadable-import"

/** The maximum number of files in an archive. It limits the time for archives of very many small files. */
const maxFiles = 1_000

const maxNames = 10

type ZipEvent = { kind: "file"; name: string } | { kind: "data"; bytes: Uint8Array } | { kind: "end" }

/**
 * Reads each file of a zip archive with `read`. Returns the result if exactly one file has a result.
 * @throws UnreadableImport if `read` throws it for all files, or if several files have a result
 */
export async function readZip<Result>(
  chunks: Bytes,
  maxBytes: number,
  read: (file: Bytes) => Promise<Result>,
): Promise<Result> {
  const zip = new ZipEvents(chunks, maxBytes)
  const results: { name: string; result: Result }[] = []
  const errors: { name: string; message: string }[] = []
  for (let event = await zip.next(); event; event = await zip.next()) {
    if (event.kind !== "file") continue
    const { name } = event
    if (name === "[Content_Types].xml") {
      throw new UnreadableImport(
        "This is an Excel workbook (.xlsx) or another Office file. Save the sheet as CSV.",
      )
    }
    if (isHidden(name)) continue
    if (results.length + errors.length === maxFiles) {
      throw new UnreadableImport(
        `This zip file contains more than ${maxFiles} files. Unpack it, and import one.`,
      )
    }
    try {
      results.push({ name, result: await read(zip.data()) })
    } catch (error) {
      if (!(error instanceof UnreadableImport)) throw error
      errors.push({ name, message: error.message })
    }
    await zip.skipData()
  }
  const [first, second] = results
  if (!first) throw nothingReadable(errors)
  if (second) throw severalReadable(results.map(({ name }) => name))
  return first.result
}

/** Whether an entry is a directory or a file that macOS adds. */
function isHidden(name: string): boolean {
  return name.endsWith("/") || /(^|\/)(__MACOSX\/|\.)/.test(name)
}

function nothingReadable(errors: readonly { name: string; message: string }[]): UnreadableImport {
  const [only, second] = errors
  if (!only) return new UnreadableImport("This zip file contains no files.")
  if (!second) return new UnreadableImport(`“${printable(only.name)}” in this zip file: ${only.message}`)
  const reasons = errors.slice(0, maxNames).map(({ name, message }) => {
    const [reason = message] = /^.*?[.:](?= |$)/s.exec(message) ?? []
    return `“${printable(name)}”: ${reason.replace(/[.:]$/, "")}`
  })
  return new UnreadableImport(`No file in this zip file can be imported. ${reasons.join("; ")}.`)
}

function severalReadable(names: readonly string[]): UnreadableImport {
  const listed = names.slice(0, maxNames).map((name) => `“${printable(name)}”`)
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : ""
  return new UnreadableImport(
    `${names.length} files in this zip file can be imported: ${listed.join(", ")}${more}. Unpack it, and import one of them.`,
  )
}

function printable(name: string): string {
  return name.slice(0, 100).replace(/\p{C}/gu, "\uFFFD")
}

/**
 * Unpacks a zip archive piece by piece. After an error in the archive, each further call of `next` throws the same
 * error.
 */
class ZipEvents {
  readonly #pieces: AsyncIterator<Uint8Array>
  readonly #unzip: Unzip
  #events: ZipEvent[] = []
  #error: unknown
  #isFinished = false
  #isInFile = false

  constructor(chunks: Bytes, maxBytes: number) {
    const size = new UnpackedSize(maxBytes)
    this.#pieces = piecesOf(chunks)
    this.#unzip = new Unzip((file) => {
      this.#events.push({ kind: "file", name: file.name })
      file.ondata = (error, bytes, isLast) => {
        if (error) throw error
        size.add(bytes.length)
        this.#events.push({ kind: "data", bytes })
        if (isLast) this.#events.push({ kind: "end" })
      }
      file.start()
    })
    this.#unzip.register(UnzipInflate)
  }

  async next(): Promise<ZipEvent | undefined> {
    while (this.#events.length === 0 && !this.#isFinished) await this.readPiece()
    const event = this.#events.shift()
    if (!event && this.#error) throw this.#error
    if (event) this.#isInFile = event.kind !== "end"
    return event
  }

  /** Yields the data of the current file. */
  async *data(): AsyncGenerator<Uint8Array> {
    while (this.#isInFile) {
      const event = await this.next()
      if (event?.kind === "data") yield event.bytes
    }
  }

  async skipData(): Promise<void> {
    while (this.#isInFile) await this.next()
  }

  private async readPiece(): Promise<void> {
    const { value, done } = await this.#pieces.next()
    try {
      this.#isFinished = done === true
      this.#unzip.push(value ?? new Uint8Array(), this.#isFinished)
    } catch (error) {
      this.#isFinished = true
      this.#error = unpackingError(
        error,
        "This zip file is damaged or incomplete, has a password, or uses a method other than Deflate. Unpack it, and import a file from it.",
      )
    }
  }
}
