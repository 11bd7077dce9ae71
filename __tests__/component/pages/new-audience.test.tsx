import { fireEvent, render, screen } from "@testing-library/react"
import React from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { Provider } from "react-redux"
import { createTabStore } from "../../../packages/gatsby-plugin-rtk-query/src/store"
import NewAudiencePage from "../../../src/pages/audiences/new"
import { api } from "../../../src/query/api"
import { fetchResource } from "../../../src/query/fetch-resource"
import { routes } from "../../../src/resources/routes"
import type { ImportMessage } from "../../../src/site/import-worker"
import { provideReadingWorker, readReport } from "../reading-worker"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))
// What runs on the server alone.
jest.mock("../../../src/query/server-data", () => ({}))
jest.mock("../../../src/query/cache", () => ({}))
jest.mock("../../../src/resources/feature", () => ({}))

/** What reading a file comes to, and what the API answers to a save. */
let imported: ImportMessage
let answer: [status: number, body: object]

const page = () => {
  const store = createTabStore({ api, ask: fetchResource({ routes, pathPrefix: "" }) })
  return (
    <Provider store={store}>
      <NewAudiencePage />
    </Provider>
  )
}

beforeEach(() => {
  window.fetch = (async (_url: string, { method = "GET" }: RequestInit) => {
    const [status, body] = method === "POST" ? answer : [200, { items: [] }]
    return { status, ok: status < 400, headers: { get: () => null }, json: async () => body }
  }) as never
  provideReadingWorker(() => imported)
  render(page())
})

const fileField = () => screen.getByLabelText("A file of your visits")

function send(message: ImportMessage): void {
  imported = message
  fireEvent.change(fileField(), { target: { files: [new File(["a"], "visitors.csv")] } })
  fireEvent.change(screen.getByLabelText("Name"), { target: { value: "Acme" } })
  screen.getByRole("button", { name: "Save the audience" }).focus()
  fireEvent.submit(screen.getByRole("form"))
}

const read: ImportMessage = { kind: "read", report: readReport }

test("once it is saved, the focus is where the key is told", async () => {
  answer = [201, { slug: "acme-23456789", editKey: "KEY" }]
  send(read)
  const heading = await screen.findByRole("heading", { name: "Acme is saved" })
  expect(document.activeElement).toBe(heading)
})

test("sending a file that cannot be read leads to it", () => {
  send({ kind: "failed", message: "This is a PDF." })
  expect(document.activeElement).toBe(fileField())
  expect(fileField().parentElement?.querySelector("[role=status]")?.textContent).toBe("This is a PDF.")
})

test("a name that is refused is led to, unless its visitor is elsewhere already", async () => {
  answer = [400, { detail: "x", errors: [{ parameter: "name", message: "Takes another name." }] }]
  send(read)
  await screen.findByText("Takes another name.")
  expect(document.activeElement).toBe(screen.getByLabelText("Name"))

  send(read)
  screen.getByRole("checkbox").focus()
  await screen.findByText("Takes another name.")
  expect(document.activeElement).toBe(screen.getByRole("checkbox"))
})

test("without JavaScript, it says that importing needs JavaScript, and names the command and the API", () => {
  expect(renderToStaticMarkup(page())).toMatch(
    /<noscript>.*needs JavaScript.*<code>npm run audience -- import FILE .*href="\/api\/openapi\.json".*<\/noscript>/,
  )
})
