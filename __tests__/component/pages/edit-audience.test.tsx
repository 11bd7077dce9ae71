import { fireEvent, render, screen, waitFor } from "@testing-library/react"
import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import React, { type ComponentProps } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { Provider } from "react-redux"
import type { ImportMessage } from "#app/import-worker"
import EditAudiencePage from "#pages/audiences/[slug]/edit"
import { api } from "#query/api"
import { provideReadingWorker, readReport } from "../reading-worker"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))
// Modules that run only on the server.
jest.mock("#query/site-server-data", () => ({}))
jest.mock("gatsby-plugin-server-data", () => ({}))
jest.mock("#query/cache-policies", () => ({}))
jest.mock("#resources/feature-resource", () => ({}))

/** The revision of the only audience on the server. Undefined if it was deleted. */
let revision: number | undefined
let requests: string[]
/** The keys of each request body. */
let bodies: string[][]
/** The status with which the server rejects every write. */
let rejection: number | undefined
/** The result of reading a file. */
let imported: ImportMessage

beforeEach(() => {
  revision = 1
  requests = []
  bodies = []
  rejection = undefined
  window.fetch = (async (url: string, { method = "GET", headers, body: sent }: RequestInit) => {
    const { "if-match": ifMatch, authorization = "" } = headers as Record<string, string>
    if (/[^\0-\xff]/.test(authorization)) throw new TypeError("String contains non ISO-8859-1 code point.")
    if (rejection && method !== "GET")
      return { status: rejection, ok: false, json: async () => ({ detail: "This is not the edit key." }) }
    requests.push([method, url, ifMatch].filter(Boolean).join(" "))
    if (sent) bodies.push(Object.keys(JSON.parse(String(sent))))
    const [status, body] = respond(method, url, ifMatch)
    return { status, ok: status < 400, headers: { get: () => null }, json: async () => body }
  }) as never
  provideReadingWorker(() => imported)
})

function respond(method: string, url: string, ifMatch: string | undefined): [status: number, body: unknown] {
  if (url === "/api/browsers") return [200, { items: [] }]
  if (revision === undefined) return [404, { detail: "Unknown audience." }]
  if (method === "GET") return [200, { id: "acme", kind: "saved", label: "Acme", listed: false, revision }]
  if (ifMatch !== `"${revision}"`) return [412, { detail: "Another revision was saved meanwhile." }]
  revision = method === "DELETE" ? undefined : revision + 1
  return method === "DELETE" ? [204, null] : [200, { revision }]
}

function page() {
  const store = createGatsbyBrowser({ apis: [api] }).store
  const props = { serverData: { slug: "acme", label: "As loaded" } } as ComponentProps<
    typeof EditAudiencePage
  >
  return (
    <Provider store={store}>
      <EditAudiencePage {...props} />
    </Provider>
  )
}

async function open() {
  render(page())
  await screen.findByRole("heading", { name: "Edit Acme" })
  requests.length = 0
}

const choose = () => {
  const files = [new File(["a"], "visitors.csv")]
  fireEvent.change(screen.getByLabelText(/Replace with a new file/), { target: { files } })
}
const save = () => fireEvent.click(screen.getByRole("button", { name: "Save changes" }))

test("does not save while the chosen file cannot be read", async () => {
  imported = { kind: "failed", message: "This is a PDF." }
  await open()
  choose()
  const input = screen.getByLabelText(/Replace with a new file/)
  expect(document.activeElement).not.toBe(input)
  fireEvent.change(keyField(), { target: { value: "key" } })
  fireEvent.submit(screen.getByRole("form"))
  expect(screen.getByText("This is a PDF.")).toBeTruthy()
  expect(requests).toEqual([])
  expect(document.activeElement).toBe(input)
})

test("announces the result of reading a file without moving the focus", async () => {
  await open()
  const input = screen.getByLabelText(/Replace with a new file/)
  const announcement = () => input.parentElement?.querySelector("[role=status]")?.textContent
  // A live region must exist before its text, or screen readers miss the text.
  expect(announcement()).toBe("")
  imported = { kind: "failed", message: "This is a PDF." }
  choose()
  expect(announcement()).toBe("This is a PDF.")
  imported = { kind: "read", report: readReport }
  choose()
  expect(announcement()).toBe("Recognised 98.0% of visits.")
  expect(document.activeElement).toBe(document.body)
})

test("reports a concurrent save, and then saves over the new revision without a reload", async () => {
  await open()
  revision = 2
  fireEvent.change(screen.getByLabelText("Edit key"), { target: { value: "key" } })
  save()
  expect((await screen.findByRole("alert")).textContent).toContain("Another revision was saved")
  await waitFor(() => expect(requests).toEqual(['PUT /api/audiences/acme "1"', "GET /api/audiences/acme"]))
  await waitFor(() => {
    save()
    expect(requests).toContain('PUT /api/audiences/acme "2"')
  })
  expect(await screen.findByText(/^Saved\./)).toBeTruthy()
})

test("confirms a deletion and does not request the deleted audience", async () => {
  await open()
  fireEvent.change(screen.getByLabelText("Edit key"), { target: { value: "key" } })
  fireEvent.click(screen.getByText("Delete audience"))
  fireEvent.click(screen.getByRole("button", { name: "Delete permanently" }))
  const heading = await screen.findByRole("heading", { name: "Acme is deleted" })
  expect(document.activeElement).toBe(heading)
  await new Promise((done) => setTimeout(done, 50))
  expect(requests).toEqual(['DELETE /api/audiences/acme "1"'])
})

test("a file is saved only once, and kept after a failed save", async () => {
  imported = { kind: "read", report: readReport }
  await open()
  choose()
  expect(screen.getByRole("heading", { name: "Import summary" })).toBeTruthy()
  type("key")
  rejection = 503
  save()
  expect(await screen.findByRole("alert")).toBeTruthy()
  rejection = undefined
  save()
  expect(await screen.findByText(/^Saved\./)).toBeTruthy()
  expect(screen.queryByRole("heading", { name: "Import summary" })).toBeNull()
  expect((screen.getByLabelText(/Replace with a new file/) as HTMLInputElement).files).toHaveLength(0)
  expect((keyField() as HTMLInputElement).value).toBe("key")
  await waitFor(() => {
    save()
    expect(bodies.length).toBeGreaterThan(1)
  })
  expect(bodies.slice(0, 2)).toEqual([
    ["name", "listed", "browsers", "unknown", "lowerBounds"],
    ["name", "listed"],
  ])
})

test("a file that is chosen during a save is kept for the next save", async () => {
  imported = { kind: "read", report: readReport }
  await open()
  choose()
  type("key")
  save()
  choose()
  expect(await screen.findByText(/^Saved\./)).toBeTruthy()
  expect(screen.getByRole("heading", { name: "Import summary" })).toBeTruthy()
})

const keyField = () => screen.getByLabelText("Edit key")
const type = (key: string) => fireEvent.change(keyField(), { target: { value: key } })
const errorOfKey = () =>
  document.getElementById(keyField().getAttribute("aria-describedby") ?? "")?.textContent

test("shows an error at the field of a malformed key, and does not send it", async () => {
  await open()
  for (const key of ["“abc”", "ab c", "abc…"]) {
    type(key)
    save()
    expect(errorOfKey()).toMatch(/^This is not a valid edit key\./)
  }
  fireEvent.click(screen.getByRole("button", { name: "Delete permanently", hidden: true }))
  expect(requests).toEqual([])
  expect(screen.queryByRole("alert")).toBeNull()
  type(" abc ")
  save()
  expect(await screen.findByText(/^Saved\./)).toBeTruthy()
  expect(keyField().getAttribute("aria-invalid")).toBeNull()
})

test.each([401, 403])("shows a rejected key (%i) only at its field", async (status) => {
  await open()
  rejection = status
  type("another")
  save()
  await waitFor(() => expect(errorOfKey()).toBe("This is not the edit key."))
  expect(document.activeElement).toBe(keyField())
  expect(screen.queryByRole("alert")).toBeNull()
})

test("without JavaScript it shows the command, with the key in a variable", () => {
  const html = renderToStaticMarkup(page())
  expect(html).toMatch(/<noscript>.*<code>AUDIENCE_KEY=… npm run audience -- import FILE --update acme</)
})
