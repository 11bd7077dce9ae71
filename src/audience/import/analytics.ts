import { type BrowserLabels, browserFromName } from "../browser-name"
import { type Column, columnsOf, neededColumns } from "./columns"
import type { Importer } from "./importer"
import { cellsOf, isComment, isHeadUnder, longestRow, splitRow, type Table, tableUnder } from "./table"
import { UnreadableImport } from "./unreadable-import"
import { VisitColumn } from "./visit-column"
import { readPercent, readVisitCount, type VisitCount } from "./visit-count"

/**
 * Tables of analytics, separated by commas, semicolons or tabs, with columns in any order: Google Analytics, Matomo,
 * Plausible and whatever else has a browser, its version and a count, or a user agent and a count.
 */
export const analytics: Importer = {
  format: "analytics",
  takes: `a table (CSV or TSV) of analytics with ${neededColumns}`,
  recognizes(beginning) {
    const rows = beginning.filter((line) => !isComment(line)).flatMap(splitRow)
    const [head, row] = rows
    // A table without the columns that it needs is told so; prose has commas too, but not as many in each line.
    const isTable = head !== undefined && (row === undefined || row.length === head.length)
    return isTable || rows.some((cells) => columnsOf(cells) !== undefined)
  },
  read(tally, pause) {
    const column = new VisitColumn(tally, pause)
    let table: Table | undefined
    /** The line in which another table begins: exports have the same visits once more in it, by something else. */
    let second: number | undefined
    /** Of the lines before the table's head, where Google Analytics has the report's name, dates and a chart. */
    let widest: string[] = []

    function begin(line: string): void {
      table = tableUnder(line)
      const [cells = []] = table ? [] : splitRow(line)
      if (cells.length > widest.length) widest = cells
    }

    function count({ browser, count }: Row): void | Promise<void> {
      const { tally, userAgents } = column.bookOf(count)
      if (count.visits === 0) return
      if (typeof browser === "string") return userAgents.add(browser, count.visits)
      tally.counted++
      tally.add(browserFromName(browser), count.visits, () => describe(browser))
    }

    return {
      line(text, number) {
        if (text.trim() === "" || isComment(text)) return
        if (text.includes("\uFFFD")) {
          throw new UnreadableImport(`Line ${number} is not in UTF-8: save the table as “CSV UTF-8”.`)
        }
        if (text.length > longestRow) {
          tally.skip(number, `It is longer than ${longestRow.toLocaleString("en")} characters.`, text)
          return
        }
        if (!table) {
          begin(text)
          return
        }
        const row = second === undefined ? readRow(text, table) : ofSecondTable(second)
        if (typeof row !== "string") return count(row)
        if (second === undefined && text.trim() !== table.head && isHeadUnder(table, text)) second = number
        tally.skip(number, second === number ? ofSecondTable(number) : row, text)
      },
      async end() {
        if (!table) throw noColumns(widest)
        await column.settle()
        if (table.places.userAgent !== undefined) return table.unit
        if (tally.counted > 0 && !tally.hasKnown)
          throw noVersions(tally.report("analytics", "").unknown.names)
        return table.unit
      },
    }
  },
}

const ofSecondTable = (line: number) =>
  `It is of a second table, which begins in line ${line}: the first one counts.`

interface Row {
  browser: BrowserLabels | string
  count: VisitCount
}

function readRow(line: string, { places, delimiter, width, headWidth, isPercent }: Table): Row | string {
  const parsed = cellsOf(line, delimiter)
  if (!parsed) return "A quote in it is not closed."
  const cells = joinUserAgent(parsed, places.userAgent, headWidth)
  if (cells.some((cell) => /^(grand )?totals?$/i.test(cell))) return "It is a row of totals."
  if (cells.length < width) return `It has ${cells.length} of the table's ${width} columns.`
  if (cells.slice(headWidth).some((cell) => cell !== "")) {
    return `It has ${cells.length} cells, and the table has ${headWidth} columns: put a number such as 1,234 in quotes.`
  }
  const cell = (column: Column) => cells[places[column] ?? -1] ?? ""
  const count = isPercent ? readPercent(cell("visits")) : readVisitCount(cell("visits"))
  if (typeof count === "string") return count
  if (places.userAgent !== undefined) return { count, browser: cell("userAgent") }
  const [nameInVersion, bareVersion] = splitVersion(cell("version"))
  const label = cell("browser") || (bareVersion && nameInVersion)
  const [name, versionInName] = splitVersion(label)
  const [system] = splitVersion(cell("system"))
  if (label === "" && system === "") return "It is a row of totals."
  return {
    count,
    browser: {
      name,
      version: bareVersion || cell("version") || versionInName,
      system,
      systemVersion: versionIn(cell("systemVersion")) || versionIn(cell("system")),
      device: cell("device"),
    },
  }
}

/** User agents have commas and semicolons, and not everybody quotes them: what is too much in a row is theirs. */
function joinUserAgent(cells: string[], place: number | undefined, headWidth: number): string[] {
  let { length } = cells
  while (length > headWidth && cells[length - 1] === "") length--
  if (place === undefined || length <= headWidth) return cells
  const end = place + 1 + length - headWidth
  return [...cells.slice(0, place), cells.slice(place, end).join(", "), ...cells.slice(end, length)]
}

/** `Chrome 120.0` is Chrome at 120.0, as Matomo has it; `iOS 17.2` and `Chrome` are what they are. */
function splitVersion(label: string): [name: string, version: string] {
  const place = label.lastIndexOf(" ")
  const version = label.slice(place + 1)
  return place > 0 && /^\d[\d.]*$/.test(version) ? [label.slice(0, place), version] : [label, ""]
}

/** `17.2` of `iOS 17.2` and of `17.2`. */
function versionIn(label: string): string {
  return splitVersion(label)[1] || label
}

function describe({ name, version = "", system }: BrowserLabels): string {
  const major = /^\d+/.exec(version)?.[0] ?? ""
  return `${name || "(not set)"} ${major}`.trim() + (system ? ` on ${system}` : "")
}

function noColumns(widest: readonly string[]): UnreadableImport {
  const found = widest.slice(0, 20).map((name) => `“${name.slice(0, 40)}”`)
  return new UnreadableImport(
    `This table has the columns ${found.join(", ")}. It needs ${neededColumns}. Export it in English: the columns are found by their names.`,
  )
}

function noVersions(names: readonly { name: string }[]): UnreadableImport {
  const found = names.slice(0, 5).map(({ name }) => `“${name}”`)
  return new UnreadableImport(
    `No row names a known browser with its version; there are ${found.join(", ")}. Export the versions of browsers, such as “Chrome” with “120”, or “Chrome 120” in one column.`,
  )
}
