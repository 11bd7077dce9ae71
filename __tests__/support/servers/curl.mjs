/**
 * A replacement of curl, with which tests run the documents' examples. Writes the body to stdout and the status to
 * stderr.
 */
import { parseArgs } from "node:util"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    request: { type: "string", short: "X" },
    header: { type: "string", short: "H", multiple: true },
    data: { type: "string", short: "d" },
  },
})
const [url = ""] = positionals
const response = await fetch(url, {
  method: values.request ?? (values.data === undefined ? "GET" : "POST"),
  headers: Object.fromEntries((values.header ?? []).map((header) => header.split(/:\s*/, 2))),
  body: values.data ?? null,
})
process.stdout.write(await response.text())
process.stderr.write(String(response.status))
