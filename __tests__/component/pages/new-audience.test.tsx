import { fireEvent, render, screen } from "@testing-library/react"
import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import React from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { Provider } from "react-redux"
import type { ImportMessage } from "#app/import-worker"
import NewAudiencePage from "#pages/audiences/new"
import { api } from "#query/api"
import { provideReadingWorker, readReport } from "../reading-worker"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))
// Modules that run only on the server.
jest.mock("#query/site-server-data", () => ({}))
jest.mock("#query/cache-policies", () => ({}))
jest.mock("#resources/feature-resource", () => ({}))

/** The result of reading a file. */
let imported: ImportMessage
/** The API's response to a save. */
let saveResponse: [status: number, body: object]

const page = () => {
  const store = createGatsbyBrowser({ apis: [api] }).store
  return (
    <Provider store={store}>
      <NewAudiencePage />
    </Provider>
  )
}

beforeEach(() => {
  window.fetch = (async (_url: string, { method = "GET" }: RequestInit) => {
    const [status, body] = method === "POST" ? saveResponse : [200, { items: [] }]
    return { status, ok: status < 400, headers: { get: () => null }, json: async () => body }
  }) as never
  provideReadingWorker(() => imported)
  render(page())
})

const fileField = () => screen.getByLabelText("File to import")

function send(message: ImportMessage): void {
  imported = message
  fireEvent.change(fileField(), { target: { files: [new File(["a"], "visitors.csv")] } })
  fireEvent.change(screen.getByLabelText("Name"), { target: { value: "Acme" } })
  screen.getByRole("button", { name: "Save audience" }).focus()
  fireEvent.submit(screen.getByRole("form"))
}

const read: ImportMessage = { kind: "read", report: readReport }

test("focuses the heading above the edit key after a save", async () => {
  saveResponse = [201, { slug: "acme-23456789", editKey: "KEY" }]
  send(read)
  const heading = await screen.findByRole("heading", { name: "Acme is saved" })
  expect(document.activeElement).toBe(heading)
})

test("focuses the file field if its file cannot be read", () => {
  send({ kind: "failed", message: "This is a PDF." })
  expect(document.activeElement).toBe(fileField())
  expect(fileField().parentElement?.querySelector("[role=status]")?.textContent).toBe("This is a PDF.")
})

test("focuses a rejected name, unless the visitor has moved on to another field", async () => {
  saveResponse = [400, { detail: "x", errors: [{ parameter: "name", message: "Enter another name." }] }]
  send(read)
  await screen.findByText("Enter another name.")
  expect(document.activeElement).toBe(screen.getByLabelText("Name"))

  send(read)
  screen.getByRole("checkbox").focus()
  await screen.findByText("Enter another name.")
  expect(document.activeElement).toBe(screen.getByRole("checkbox"))
})

test("without JavaScript it names the command and the API instead", () => {
  expect(renderToStaticMarkup(page())).toMatch(
    /<noscript>.*needs JavaScript.*<code>npm run audience -- import FILE .*href="\/api\/openapi\.json".*<\/noscript>/,
  )
})
