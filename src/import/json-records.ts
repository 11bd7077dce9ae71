import { UnreadableImport } from "./unreadable-import"

/** The maximum length of an object in characters. */
const maxRecordLength = 16_000_000

/**
 * Finds the objects in JSON that does not have one object per line: indented objects one after the other, and a list in
 * one line or in many. If the whole file is a list, each element of the list is a separate object.
 */
export class JsonRecords {
  #depth = 0
  #recordDepth = 0
  #isInString = false
  #isEscaped = false
  #parts: string[] = []
  #length = 0

  /** Returns the objects that end in this part of the text. */
  read(text: string): string[] {
    const records: string[] = []
    let begin = this.#parts.length > 0 ? 0 : -1
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (this.#isInString) this.readStringCharacter(code)
      else if (code === quote) this.#isInString = true
      else if (code === openBracket || code === openBrace) {
        if (this.#depth === 0) this.#recordDepth = code === openBracket ? 1 : 0
        if (code === openBrace && this.#depth === this.#recordDepth) begin = index
        this.#depth++
      } else if (code === closeBracket || code === closeBrace) {
        this.#depth = Math.max(0, this.#depth - 1)
        if (begin === -1 || this.#depth !== this.#recordDepth) continue
        records.push(this.#parts.join("") + text.slice(begin, index + 1))
        this.clear()
        begin = -1
      }
    }
    if (begin !== -1) this.keep(text.slice(begin))
    return records
  }

  /** Whether the last object has no end. */
  get isIncomplete(): boolean {
    return this.#parts.length > 0
  }

  private readStringCharacter(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (code === backslash) this.#isEscaped = true
    else if (code === quote) this.#isInString = false
  }

  private keep(part: string): void {
    this.#parts.push(part)
    this.#length += part.length
    if (this.#length > maxRecordLength) {
      throw new UnreadableImport(
        "A JSON object in this file is larger than 16 MB. Write one request per line, for example with “jq -c '.[]'”.",
      )
    }
  }

  private clear(): void {
    this.#parts = []
    this.#length = 0
  }
}

const quote = 34
const backslash = 92
const openBracket = 91
const closeBracket = 93
const openBrace = 123
const closeBrace = 125
