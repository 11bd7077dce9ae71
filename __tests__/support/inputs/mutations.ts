import { type ImportReport, importAudience, UnreadableImport } from "#import"
import { type Random, randomFrom } from "./random"

export type Mutation = {
  description: string
  bytes: Buffer
  /** Whether the mutation can raise a number in the file, so that the original visits are not an upper limit. */
  canRaiseCounts: boolean
}

type TextMutation = (text: string, random: Random) => string

/** Mutations that keep or reduce the visits of a file. */
const textMutations: Readonly<Record<string, TextMutation>> = {
  unchanged: (text) => text,
  "cut at the end": (text, random) => text.slice(0, indexIn(text, random)),
  "cut at the start": (text, random) => text.slice(indexIn(text, random)),
  "without some lines": (text, random) => mapLines(text, (line) => (random.next() < 0.2 ? undefined : line)),
  "lines in another order": (text, random) => random.shuffled(text.split("\n")).join("\n"),
  "lines in reverse order": (text) => text.split("\n").reverse().join("\n"),
  "blank lines and comments": (text, random) =>
    mapLines(text, (line) => random.oneOf(["\n", "# comment\n", "", "", " \n"]) + line),
  "other line endings": (text, random) => text.replaceAll("\n", random.oneOf(["\r\n", "\r", "\n\n"])),
  "other delimiters": (text, random) => replaceDelimiter(text, random.oneOf([";", "\t", ",", "|", "¦"])),
  "two columns swapped": swapColumns,
  "every cell in quotation marks": (text) =>
    mapLines(text, (line) => splitCells(line).map(quoted).join(delimiterOf(text))),
  "one quotation mark too many": (text, random) => insert(text, random, '"'),
  "one line break too many": (text, random) => insert(text, random, "\n"),
  "spaces around cells": (text) => mapLines(text, (line) => splitCells(line).join(` ${delimiterOf(text)} `)),
}

/** Mutations that can change the meaning of a file. The importer may refuse the file or return any report. */
const wildMutations: Readonly<Record<string, TextMutation>> = {
  "some characters replaced": (text, random) => {
    const characters = [...text]
    const replaced = Math.ceil(random.next() * 10)
    for (let round = 0; round < replaced; round++) {
      characters[indexIn(text, random)] = random.oneOf([
        '"',
        ",",
        ";",
        "\n",
        "\0",
        "é",
        "9",
        "{",
        "\\",
        "\t",
        "",
      ])
    }
    return characters.join("")
  },
  "a part repeated": (text, random) => {
    const start = indexIn(text, random)
    return text + text.slice(start, start + indexIn(text, random)).repeat(2)
  },
  "a part removed": (text, random) => {
    const start = indexIn(text, random)
    return text.slice(0, start) + text.slice(start + Math.ceil(random.next() * 40))
  },
}

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-8 with a byte order mark": (text) => Buffer.from(`\uFEFF${text}`),
  "UTF-16 with a byte order mark": (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  "UTF-16 (big-endian) with a byte order mark": (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
  "UTF-16 without a byte order mark": (text) => Buffer.from(text, "utf16le"),
  "Latin-1": (text) => Buffer.from(text, "latin1"),
}

/** Yields mutations of a file. The same seed yields the same mutations. */
export function* mutationsOf(
  text: string,
  { count, seed }: { count: number; seed: number },
): Generator<Mutation> {
  const random = randomFrom(seed)
  const names = [...Object.keys(textMutations), ...Object.keys(textMutations), ...Object.keys(wildMutations)]
  for (let index = 0; index < count; index++) {
    const applied = [random.oneOf(names), ...(random.next() < 0.3 ? [random.oneOf(names)] : [])]
    const mutated = applied.reduce(
      (result, name) => (textMutations[name] ?? wildMutations[name])?.(result, random) ?? result,
      text,
    )
    const encoding = random.next() < 0.5 ? "UTF-8" : random.oneOf(Object.keys(encodings))
    yield {
      description: `mutation ${index} with seed ${seed}: ${applied.join(", ")}, in ${encoding}`,
      bytes: encodings[encoding]?.(mutated) ?? Buffer.from(mutated),
      canRaiseCounts:
        applied.some((name) => name in wildMutations) ||
        // Two mutations together can raise a number: the second one can split or join the text that the first one left.
        applied.includes("one quotation mark too many") ||
        applied.includes("one line break too many"),
    }
  }
}

export type MutationResults = { read: number; refused: number }

/**
 * Imports mutations of a file. Every mutation must be read or refused with an UnreadableImport, within the time limit.
 * The visits of a report must not exceed `maxVisits`, except if the mutation can raise the numbers in the file.
 * @returns how many mutations were read and refused
 */
export async function importMutations(
  text: string,
  {
    maxVisits,
    seed,
    count = 1_000,
    maxMs = 2_000,
  }: { maxVisits: number; seed: number; count?: number; maxMs?: number },
): Promise<MutationResults> {
  const results = { read: 0, refused: 0 }
  for (const mutation of mutationsOf(text, { count, seed })) {
    const startMs = performance.now()
    const report = await importBytes(mutation)
    const durationMs = performance.now() - startMs
    if (durationMs > maxMs) throw new Error(`${mutation.description}: took ${Math.round(durationMs)} ms`)
    if (report) results.read++
    else results.refused++
    const visits = report ? totalOf(report) : 0
    if (!mutation.canRaiseCounts && visits > maxVisits * (1 + 1e-9)) {
      throw new Error(
        `${mutation.description}: counted ${visits} of ${maxVisits} visits in\n${mutation.bytes.toString()}`,
      )
    }
  }
  return results
}

async function importBytes({ bytes, description }: Mutation): Promise<ImportReport | undefined> {
  async function* inOneChunk() {
    yield bytes
  }
  try {
    return await importAudience(inOneChunk())
  } catch (error) {
    if (error instanceof UnreadableImport && error.message.length > 20) return undefined
    throw new Error(`${description}: ${error}`, { cause: error })
  }
}

/** The visits in a report: known and unknown ones. */
export function totalOf({ browsers, unknown }: ImportReport): number {
  const known = Object.values(browsers).flatMap((versions) => Object.values(versions))
  return known.reduce((sum, visits) => sum + visits, unknown.visits)
}

const indexIn = (text: string, random: Random) => Math.floor(random.next() * text.length)

function insert(text: string, random: Random, inserted: string): string {
  const index = indexIn(text, random)
  return text.slice(0, index) + inserted + text.slice(index)
}

function mapLines(text: string, change: (line: string) => string | undefined): string {
  return text
    .split("\n")
    .flatMap((line) => (line.trim() === "" ? line : (change(line) ?? [])))
    .join("\n")
}

const delimiters = ["\t", ";", ","] as const

/** The most common delimiter of the file. In a log without delimiters, each line is one cell. */
function delimiterOf(text: string): string {
  const counts = delimiters.map((delimiter) => text.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ","
}

/** Splits a line at delimiters outside of quotation marks. Cells keep their quotation marks. */
function splitCells(line: string, delimiter = delimiterOf(line)): string[] {
  const cells = [""]
  let isQuoted = false
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted
    if (character === delimiter && !isQuoted) cells.push("")
    else cells[cells.length - 1] += character
  }
  return cells
}

const quoted = (cell: string) => (cell.startsWith('"') ? cell : `"${cell.replaceAll('"', '""')}"`)

/** Puts cells that contain the new delimiter in quotation marks, as a spreadsheet does. */
function replaceDelimiter(text: string, delimiter: string): string {
  return mapLines(text, (line) =>
    splitCells(line, delimiterOf(text))
      .map((cell) => (cell.includes(delimiter) ? quoted(cell) : cell))
      .join(delimiter),
  )
}

function swapColumns(text: string, random: Random): string {
  const delimiter = delimiterOf(text)
  const width = Math.max(...text.split("\n").map((line) => splitCells(line, delimiter).length))
  const [first, second] = [0, 0].map(() => Math.floor(random.next() * width)) as [number, number]
  return mapLines(text, (line) => {
    const cells = splitCells(line, delimiter)
    if (cells.length <= Math.max(first, second)) return line
    const swapped = [...cells]
    swapped[first] = cells[second] ?? ""
    swapped[second] = cells[first] ?? ""
    return swapped.join(delimiter)
  })
}
