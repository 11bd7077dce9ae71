import { readFileSync } from "node:fs"
import { join } from "node:path"
import { repository } from "../documents/documents"

/** A row of the contract's table in the README of gatsby-plugin-server-data. The test suites expect its values. */
export type Row = {
  name: string
  visit: number
  pageData: number
  pageStatus: string | null
  cacheControl: string
  header: string
  shows: "page" | "target" | "error page"
  title: string
}

const titles: Record<string, string> = {
  400: "Bad Request",
  404: "Not Found",
  410: "Gone",
  500: "Internal Server Error",
  503: "Service Unavailable",
}

/**
 * The names of the rows that the README must contain. A missing row causes an error. Otherwise the suites would pass
 * with fewer tests.
 */
const names = "200 301 302 307 308 400 404 410 500 503"

export function contractTable(): Row[] {
  const readme = readFileSync(join(repository, "packages/gatsby-plugin-server-data/README.md"), "utf8")
  const lines = readme.split("\n").filter((line) => /^\|\s*\d{3}\s*\|/.test(line))
  const rows = lines.map((line): Row => {
    const [name = "", visit, pageData = "", cacheControl = "", header = "", shows] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim())
    if (shows !== "page" && shows !== "target" && shows !== "error page")
      throw new Error(`Unknown value in the README's table: ${shows}`)
    return {
      name,
      visit: Number(visit),
      pageData: Number.parseInt(pageData, 10),
      pageStatus: /`X-Page-Status: (\d+)`/.exec(pageData)?.[1] ?? null,
      cacheControl: cacheControl.replaceAll("`", ""),
      header: header.replaceAll("`", ""),
      shows,
      title: shows === "error page" ? (titles[name] ?? "") : "Row 200",
    }
  })
  const actual = rows.map(({ name }) => name).join(" ")
  if (actual !== names) throw new Error(`The README's table has the rows ${actual}, not ${names}.`)
  return rows
}
