import type { Store } from "@reduxjs/toolkit"
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react"
import { navigate } from "gatsby"
import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import React from "react"
import { hydrateRoot } from "react-dom/client"
import { renderToString } from "react-dom/server"
import { Provider } from "react-redux"
import { Picker } from "#app/picker"
import { AudienceProvider } from "#components/ui/audience-context"
import { hydrate } from "#packages/gatsby-plugin-rtk-query/src/hydrate"
import { api } from "#query/api"

jest.mock("gatsby", () => ({ ...jest.requireActual("../gatsby"), navigate: jest.fn() }))

const slug = "acme-shop-7kq2m9xw"
const [earlier, later] = [1_000, 2_000]

/** A store with the dehydrated responses of a page. */
function storeWith(responses: readonly { data: object; at: number }[]): Store {
  const store = createGatsbyBrowser({ apis: [api] }).store
  const entryOf = ({ data, at }: (typeof responses)[number], index: number) => {
    const entry = { endpointName: "feature", originalArgs: { id: `${index}` }, data, fulfilledTimeStamp: at }
    return [`feature({"id":"${index}"})`, entry] as const
  }
  hydrate([api], store, { api: { queries: Object.fromEntries(responses.map(entryOf)) } })
  return store
}

const pageOf = (store: Store, audience: string) => (
  <Provider store={store}>
    <AudienceProvider query={{ audience, of: "all" }} search="">
      <Picker path="/features" query={{ audience }} errors={undefined} />
    </AudienceProvider>
  </Provider>
)
const chosen = () => screen.getByTitle("Change the audience").textContent

const about = (label: string) => ({ id: "has", name: ":has()", audience: { id: slug, label } })

test.each([
  ["the figures of a page", about("Acme shop")],
  ["the audience response", { id: slug, label: "Acme shop", kind: "saved" }],
  [
    "the list",
    {
      items: [
        { id: "DE", label: "Germany" },
        { id: slug, label: "Acme shop" },
      ],
    },
  ],
])("shows the name of a saved audience from %s", (_, data) => {
  render(pageOf(storeWith([{ data, at: earlier }]), slug))
  expect(chosen()).toBe("Audience: Acme shop · all visits")
  expect(screen.getByText("Acme shop", { selector: "bdi" })).toBeTruthy()
})

test("shows the newest name, or the slug if no response has a name", () => {
  const responses = [
    { data: about("Renamed"), at: later },
    { data: about("Acme shop"), at: earlier },
    { data: { audience: { id: "another", label: "Another" } }, at: later },
  ]
  const { unmount } = render(pageOf(storeWith(responses), slug))
  expect(chosen()).toBe("Audience: Renamed · all visits")
  unmount()
  render(pageOf(storeWith(responses.slice(2)), slug))
  expect(chosen()).toBe(`Audience: ${slug} · all visits`)
})

test("shows the region’s own name even if a response has another label", () => {
  const data = { audience: { id: "DE", label: "Allemagne" } }
  render(pageOf(storeWith([{ data, at: later }]), "DE"))
  expect(chosen()).toBe("Audience: Germany · all visits")
})

test("hydrates without a mismatch and follows a new name", async () => {
  const responses = [{ data: about("Acme shop"), at: earlier }]
  const container = document.body.appendChild(document.createElement("div"))
  container.innerHTML = renderToString(pageOf(storeWith(responses), slug))
  expect(chosen()).toBe("Audience: Acme shop · all visits")
  const onRecoverableError = jest.fn()
  const store = storeWith(responses)
  const root = await act(async () => hydrateRoot(container, pageOf(store, slug), { onRecoverableError }))
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(chosen()).toBe("Audience: Acme shop · all visits")
  const renamed = { endpointName: "feature", originalArgs: { id: "0" }, data: about("Renamed") }
  const queries = { 'feature({"id":"0"})': { ...renamed, fulfilledTimeStamp: later } }
  await act(async () => hydrate([api], store, { api: { queries } }))
  expect(chosen()).toBe("Audience: Renamed · all visits")
  await act(async () => root.unmount())
  container.remove()
})

test("keeps the line breaks of a pasted .browserslistrc, and chooses it on Enter", () => {
  render(pageOf(storeWith([]), "DE"))
  const browsers = screen.getByLabelText("Browsers (browserslist query)")
  fireEvent.change(browsers, { target: { value: "> 1%\nnot dead" } })
  fireEvent.keyDown(browsers, { key: "Enter", shiftKey: true })
  expect(navigate).not.toHaveBeenCalled()
  fireEvent.keyDown(browsers, { key: "Enter" })
  const [target = ""] = jest.mocked(navigate).mock.calls[0] as unknown as string[]
  expect(new URL(target, "http://localhost").searchParams.get("browsers")).toBe("> 1%\nnot dead")
})

describe("a prerendered page", () => {
  const fetchBefore = globalThis.fetch
  afterEach(() => {
    globalThis.fetch = fetchBefore
  })

  async function openData(search: string, status: number, body: object) {
    const requests: string[] = []
    globalThis.fetch = (async (url: string) => {
      requests.push(url)
      return { status, ok: status === 200, headers: { get: () => null }, json: async () => body }
    }) as unknown as typeof fetch
    render(
      <Provider store={createGatsbyBrowser({ apis: [api] }).store}>
        <AudienceProvider query={undefined} search={search}>
          <Picker path="/data" query={{}} isPrerendered errors={undefined} />
        </AudienceProvider>
      </Provider>,
    )
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)))
    return requests
  }

  test("refuses an unknown audience, with links to similar ones", async () => {
    const detail = "There is no audience “german”."
    const requests = await openData("?audience=german", 404, { status: 404, detail, suggestions: ["DE"] })
    expect(requests).toHaveLength(1)
    expect(await screen.findByText(detail)).toBeTruthy()
    expect(screen.getByRole("link", { name: "Germany" }).getAttribute("href")).toBe("/data?audience=DE")
  })

  test("shows the name of an audience whose address has another name for it", async () => {
    await openData("?audience=deutschland", 200, { id: "DE", label: "Germany" })
    await waitFor(() => expect(chosen()).toBe("Audience: Germany"))
  })

  test("requests nothing for the world and for regions", async () => {
    expect(await openData("", 404, {})).toEqual([])
    expect(await openData("?audience=DE", 404, {})).toEqual([])
  })
})
