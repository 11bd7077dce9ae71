import { fireEvent, render, screen, waitFor } from "@testing-library/react"
import React, { type ComponentProps } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { Provider } from "react-redux"
import { createTabStore } from "../../../packages/gatsby-plugin-rtk-query/src/store"
import EditAudiencePage from "../../../src/pages/audiences/[slug]/edit"
import { api } from "../../../src/query/api"
import { fetchResource } from "../../../src/query/fetch-resource"
import { routes } from "../../../src/resources/routes"
import type { ImportMessage } from "../../../src/site/import-worker"
import { provideReadingWorker, readReport } from "../reading-worker"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))
// What runs on the server alone.
jest.mock("../../../src/query/server-data", () => ({}))
jest.mock("gatsby-plugin-server-data", () => ({}))
jest.mock("../../../src/query/cache", () => ({}))
jest.mock("../../../src/resources/feature", () => ({}))

/** The site: one audience, which somebody else may save too. */
let revision: number | undefined
let requests: string[]
/** The keys of what was sent. */
let bodies: string[][]
/** What every write is refused with. */
let refused: number | undefined
/** What reading a file comes to. */
let imported: ImportMessage

beforeEach(() => {
  revision = 1
  requests = []
  bodies = []
  refused = undefined
  window.fetch = (async (url: string, { method = "GET", headers, body: sent }: RequestInit) => {
    const { "if-match": ifMatch, authorization = "" } = headers as Record<string, string>
    if (/[^\0-\xff]/.test(authorization)) throw new TypeError("String contains non ISO-8859-1 code point.")
    if (refused && method !== "GET")
      return { status: refused, ok: false, json: async () => ({ detail: "This is not the edit key." }) }
    requests.push([method, url, ifMatch].filter(Boolean).join(" "))
    if (sent) bodies.push(Object.keys(JSON.parse(String(sent))))
    const [status, body] = answer(method, url, ifMatch)
    return { status, ok: status < 400, headers: { get: () => null }, json: async () => body }
  }) as never
  provideReadingWorker(() => imported)
})

function answer(method: string, url: string, ifMatch: string | undefined): [status: number, body: unknown] {
  if (url === "/api/browsers") return [200, { items: [] }]
  if (revision === undefined) return [404, { detail: "There is no such audience." }]
  if (method === "GET") return [200, { id: "acme", kind: "saved", label: "Acme", listed: false, revision }]
  if (ifMatch !== `"${revision}"`) return [412, { detail: "Somebody has saved another revision meanwhile." }]
  revision = method === "DELETE" ? undefined : revision + 1
  return method === "DELETE" ? [204, null] : [200, { revision }]
}

function page() {
  const store = createTabStore({ api, ask: fetchResource({ routes, pathPrefix: "" }) })
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
  await screen.findByRole("heading", { name: "Change Acme" })
  requests.length = 0
}

const choose = () => {
  const files = [new File(["a"], "visitors.csv")]
  fireEvent.change(screen.getByLabelText(/New visits/), { target: { files } })
}
const save = () => fireEvent.click(screen.getByRole("button", { name: "Save the changes" }))

test("nothing is saved while a file was chosen that cannot be read", async () => {
  imported = { kind: "failed", message: "This is a PDF." }
  await open()
  choose()
  const input = screen.getByLabelText(/New visits/)
  expect(document.activeElement).not.toBe(input)
  fireEvent.change(keyField(), { target: { value: "key" } })
  fireEvent.submit(screen.getByRole("form"))
  expect(screen.getByText("This is a PDF.")).toBeTruthy()
  expect(requests).toEqual([])
  expect(document.activeElement).toBe(input)
})

test("a screen reader is told that a file is read, or why it is not; nothing moves meanwhile", async () => {
  await open()
  const input = screen.getByLabelText(/New visits/)
  const told = () => input.parentElement?.querySelector("[role=status]")?.textContent
  // There before it says something, or nobody hears it.
  expect(told()).toBe("")
  imported = { kind: "failed", message: "This is a PDF." }
  choose()
  expect(told()).toBe("This is a PDF.")
  imported = { kind: "read", report: readReport }
  choose()
  expect(told()).toBe("Read: the browsers of 98.0% of the visits are known.")
  expect(document.activeElement).toBe(document.body)
})

test("over somebody else's save it says so, and knows the new revision without a reload", async () => {
  await open()
  revision = 2
  fireEvent.change(screen.getByLabelText("Edit key"), { target: { value: "key" } })
  save()
  expect((await screen.findByRole("alert")).textContent).toContain("Somebody has saved another revision")
  await waitFor(() => expect(requests).toEqual(['PUT /api/audiences/acme "1"', "GET /api/audiences/acme"]))
  await waitFor(() => {
    save()
    expect(requests).toContain('PUT /api/audiences/acme "2"')
  })
  expect(await screen.findByText(/^Saved\./)).toBeTruthy()
})

test("a deletion is told, and what is gone is not asked for", async () => {
  await open()
  fireEvent.change(screen.getByLabelText("Edit key"), { target: { value: "key" } })
  fireEvent.click(screen.getByText("Delete it"))
  fireEvent.click(screen.getByRole("button", { name: "Delete the audience for good" }))
  const heading = await screen.findByRole("heading", { name: "Acme is deleted" })
  expect(document.activeElement).toBe(heading)
  await new Promise((done) => setTimeout(done, 50))
  expect(requests).toEqual(['DELETE /api/audiences/acme "1"'])
})

test("a file is saved once, and kept where it was not", async () => {
  imported = { kind: "read", report: readReport }
  await open()
  choose()
  expect(screen.getByRole("heading", { name: "What was understood" })).toBeTruthy()
  type("key")
  refused = 503
  save()
  expect(await screen.findByRole("alert")).toBeTruthy()
  refused = undefined
  save()
  expect(await screen.findByText(/^Saved\./)).toBeTruthy()
  expect(screen.queryByRole("heading", { name: "What was understood" })).toBeNull()
  expect((screen.getByLabelText(/New visits/) as HTMLInputElement).files).toHaveLength(0)
  expect((keyField() as HTMLInputElement).value).toBe("key")
  await waitFor(() => {
    save()
    expect(bodies.length).toBeGreaterThan(1)
  })
  expect(bodies.slice(0, 2)).toEqual([
    ["name", "listed", "browsers", "unknown"],
    ["name", "listed"],
  ])
})

test("a file that is chosen while another is being saved is kept for the next save", async () => {
  imported = { kind: "read", report: readReport }
  await open()
  choose()
  type("key")
  save()
  choose()
  expect(await screen.findByText(/^Saved\./)).toBeTruthy()
  expect(screen.getByRole("heading", { name: "What was understood" })).toBeTruthy()
})

const keyField = () => screen.getByLabelText("Edit key")
const type = (key: string) => fireEvent.change(keyField(), { target: { value: key } })
const errorOfKey = () =>
  document.getElementById(keyField().getAttribute("aria-describedby") ?? "")?.textContent

test("a key that is mistyped is told at its field, and not sent", async () => {
  await open()
  for (const key of ["“abc”", "ab c", "abc…"]) {
    type(key)
    save()
    expect(errorOfKey()).toMatch(/^This is not a valid edit key\./)
  }
  fireEvent.click(screen.getByRole("button", { name: "Delete the audience for good", hidden: true }))
  expect(requests).toEqual([])
  expect(screen.queryByRole("alert")).toBeNull()
  type(" abc ")
  save()
  expect(await screen.findByText(/^Saved\./)).toBeTruthy()
  expect(keyField().getAttribute("aria-invalid")).toBeNull()
})

test.each([401, 403])("a key that is refused (%i) is told at its field alone", async (status) => {
  await open()
  refused = status
  type("another")
  save()
  await waitFor(() => expect(errorOfKey()).toBe("This is not the edit key."))
  expect(document.activeElement).toBe(keyField())
  expect(screen.queryByRole("alert")).toBeNull()
})

test("without scripts the command is told, with the key in a variable", () => {
  const html = renderToStaticMarkup(page())
  expect(html).toMatch(/<noscript>.*<code>AUDIENCE_KEY=… npm run audience -- import FILE --update acme</)
})
