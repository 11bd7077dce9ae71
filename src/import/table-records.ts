/** The maximum number of lines in one row of a table. */
const maxRecordLines = 20

export type TableRecord = {
  text: string
  /** The number of the first line. */
  number: number
}

/**
 * Joins the lines of rows whose quoted cells contain line breaks. A line with an unclosed quotation mark starts a
 * record. If the following lines do not complete this record, each line is a record.
 */
export class TableRecords {
  #pending: TableRecord[] = []
  readonly #maxLength: number

  constructor(maxLength: number) {
    this.#maxLength = maxLength
  }

  /** Adds a line. Returns the records that are complete. */
  add(text: string, number: number): TableRecord[] {
    const line = text.endsWith("\r") ? text.slice(0, -1) : text
    if (this.#pending.length === 0) {
      const isComment = line.trimStart().startsWith("#")
      if (isComment || line.length > this.#maxLength || !isOpen(line)) return [{ text: line, number }]
      this.#pending.push({ text: line, number })
      return []
    }
    this.#pending.push({ text: line, number })
    const joined = this.#pending.map((record) => record.text).join("\n")
    if (this.#pending.length <= maxRecordLines && joined.length <= this.#maxLength && !isBroken(joined)) {
      if (isOpen(joined)) return []
      const record = { text: joined, number: this.#pending[0]?.number ?? number }
      this.#pending = []
      return [record]
    }
    const [first, ...rest] = this.#pending
    this.#pending = []
    return [...(first ? [first] : []), ...rest.flatMap((record) => this.add(record.text, record.number))]
  }

  /** Returns the remaining lines after the last line of the file. */
  end(): TableRecord[] {
    const records: TableRecord[] = []
    while (this.#pending.length > 0) {
      const [first, ...rest] = this.#pending
      this.#pending = []
      if (first) records.push(first)
      records.push(...rest.flatMap((record) => this.add(record.text, record.number)))
    }
    return records
  }
}

/**
 * Whether a quoted cell has no closing quotation mark. Quotation marks inside a cell that does not start with one have
 * no meaning.
 */
function isOpen(text: string): boolean {
  return text.includes('"') && quotationState(text) === "open"
}

/** Whether text follows a closing quotation mark, as in `"a"b`. */
function isBroken(text: string): boolean {
  return quotationState(text) === "broken"
}

function quotationState(text: string): "closed" | "open" | "broken" {
  const cellStart = /(?:^|[,;\t|]) *"/g
  while (cellStart.test(text)) {
    const end = closingQuote(text, cellStart.lastIndex)
    if (end === -1) return "open"
    if (!/^\s*(?:$|[,;\t|])/.test(text.slice(end + 1, end + 20))) return "broken"
    cellStart.lastIndex = end + 1
  }
  return "closed"
}

/** Returns the index of the quotation mark that ends a cell. Two quotation marks are one character of the cell. */
function closingQuote(text: string, from: number): number {
  let index = text.indexOf('"', from)
  while (index !== -1 && text[index + 1] === '"') index = text.indexOf('"', index + 2)
  return index
}
