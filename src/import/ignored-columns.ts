import { namesIn, normalizeName } from "./column-names"
import { isDeviceName, isSystemName } from "./device-names"
import type { Table } from "./table"
import { isAll } from "./totals"
import { UnreadableImport } from "./unreadable-import"
import { readVisitCount } from "./visit-count"
import { isLogField } from "./visit-rows"

/** The number of rows whose cells are examined. */
const maxRows = 500

const systemWords =
  /operatingsystem|betriebssystem|systeme?dexploitation|sistemaoper|besturingssys|systemoper|オヘレーティンク/
const deviceWords = /device|gerat|appareil|peripherique|dispositiv|apparaat|urzadzen|テハイス|端末/

/**
 * Matches the name of a column that specifies whether the device is a phone: `is_mobile`, `Mobile (Including Tablet)`.
 */
const handheldFlag = /^(?:is|ist|es|est)?(?:mobil|movil|mobiel|tablet|smartphone|phone|handy|handheld)/

const booleans: ReadonlySet<string> = namesIn(
  "yes | no | true | false | 1 | 0 | y | n | t | f | ja | nein | wahr | falsch | oui | non | vrai | faux | sí | sì | sim | não | nee | tak | nie",
)

type Watched = {
  name: string
  index: number
  cells: number
  systems: number
  devices: number
  numbers: number
  /** The number of cells such as `yes` and `0`. */
  booleans: number
}

/**
 * Examines the columns of a table whose names are not known. If such a column contains operating systems or devices,
 * the import fails, because iOS and Android would otherwise count as desktops. If a table has no known column of counts
 * and such a column contains counts, the import fails too.
 */
export class IgnoredColumns {
  readonly #columns: Watched[]
  readonly #table: Table
  #rows = 0

  constructor(table: Table) {
    this.#table = table
    this.#columns = table.ignored.flatMap(({ name, index }) =>
      index === undefined ? [] : [{ name, index, cells: 0, systems: 0, devices: 0, numbers: 0, booleans: 0 }],
    )
  }

  add(cells: readonly string[]): void {
    if (this.#columns.length === 0 || ++this.#rows > maxRows) return
    for (const column of this.#columns) {
      const cell = cells[column.index] ?? ""
      if (cell === "" || cell.startsWith("(")) continue
      column.cells++
      if (booleans.has(normalizeName(cell))) column.booleans++
      if (isSystemName(cell)) column.systems++
      else if (isDeviceName(cell)) column.devices++
      else if (typeof readVisitCount(cell) !== "string") column.numbers++
    }
  }

  /**
   * Whether a row has a cell such as `All` or `All users` in one of these columns, which means that it counts all
   * values of the column.
   */
  hasAll(cells: readonly string[]): boolean {
    for (const { index } of this.#columns) if (isAll(cells[index] ?? "")) return true
    return false
  }

  /** @throws UnreadableImport if the result would be wrong without one of the columns */
  check(): void {
    const { columns, counts } = this.#table
    if (columns.userAgent === undefined) {
      const hasSystem = columns.system !== undefined || counts.some(({ system }) => system !== undefined)
      const system = hasSystem ? undefined : this.#columns.find(isSystemColumn)
      if (system) throw notUnderstood(system.name, "operating systems", "“operating system”")
      const hasDevice = hasSystem || columns.device !== undefined
      const device = hasDevice ? undefined : this.#columns.find(isDeviceColumn)
      if (device)
        throw notUnderstood(device.name, "devices", "“device category” (with “mobile” or “desktop”)")
    }
    const numbers = counts.length > 0 ? undefined : this.#columns.find(isNumberColumn)
    if (numbers) {
      throw new UnreadableImport(
        `The column “${numbers.name.slice(0, 40)}” contains numbers, and the table has no other count. If they count visits, rename the column to “visits”. Otherwise remove the column: each row then counts as one visit.`,
      )
    }
  }
}

const isSystemColumn = ({ name, cells, systems }: Watched) =>
  systems * 2 > cells || (systemWords.test(normalizeName(name)) && systems > 0)

const isDeviceColumn = ({ name, cells, devices, numbers, booleans }: Watched) =>
  devices * 2 > cells ||
  (deviceWords.test(normalizeName(name)) && numbers < cells) ||
  (handheldFlag.test(normalizeName(name)) && cells > 0 && booleans === cells)

const isNumberColumn = ({ name, cells, numbers }: Watched) =>
  cells > 0 && numbers === cells && !isLogField(name)

function notUnderstood(name: string, content: string, expected: string): UnreadableImport {
  return new UnreadableImport(
    `The column “${name.slice(0, 40)}” seems to contain ${content}, but its name is not understood. Without it, phones would count as desktops. Rename the column to ${expected}, or remove it.`,
  )
}
