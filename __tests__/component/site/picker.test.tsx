import { act, render, screen } from "@testing-library/react"
import React from "react"
import { hydrateRoot } from "react-dom/client"
import { renderToString } from "react-dom/server"
import { Provider } from "react-redux"
import { hydrate } from "../../../packages/gatsby-plugin-rtk-query/src/hydrate"
import { createTabStore, type QueryStore } from "../../../packages/gatsby-plugin-rtk-query/src/store"
import { AudienceProvider } from "../../../src/components/audience-context"
import { api } from "../../../src/query/api"
import { Picker } from "../../../src/site/picker"

jest.mock("gatsby", () => ({ ...jest.requireActual("../gatsby"), navigate: jest.fn() }))

const slug = "acme-shop-7kq2m9xw"
const [earlier, later] = [1_000, 2_000]

/** A store that holds answers as a page carries them. */
function storeWith(answers: readonly { data: object; at: number }[]): QueryStore {
  const store = createTabStore({ api, ask: async () => ({ data: null }) })
  const entryOf = ({ data, at }: (typeof answers)[number], place: number) => {
    const entry = { endpointName: "feature", originalArgs: { id: `${place}` }, data, fulfilledTimeStamp: at }
    return [`feature({"id":"${place}"})`, entry] as const
  }
  hydrate(api, store, { queries: Object.fromEntries(answers.map(entryOf)) } as never)
  return store
}

const pageOf = (store: QueryStore, audience: string) => (
  <Provider store={store}>
    <AudienceProvider query={{ audience, of: "known" }} search="">
      <Picker path="/features" query={{ audience }} errors={undefined} />
    </AudienceProvider>
  </Provider>
)
const chosen = () => screen.getByTitle("Change the audience").textContent

const about = (label: string) => ({ id: "has", name: ":has()", audience: { id: slug, label } })

test.each([
  ["a page’s figures", about("Acme shop")],
  ["the audience itself", { id: slug, label: "Acme shop", kind: "saved" }],
  [
    "the list",
    {
      items: [
        { id: "DE", label: "Germany" },
        { id: slug, label: "Acme shop" },
      ],
    },
  ],
])("says the name of a saved audience as it is told by %s", (_, data) => {
  render(pageOf(storeWith([{ data, at: earlier }]), slug))
  expect(chosen()).toBe("Audience: Acme shop · known browsers")
  expect(screen.getByText("Acme shop", { selector: "bdi" })).toBeTruthy()
})

test("says the newest name, and what the address has where nothing is told of it", () => {
  const answers = [
    { data: about("Renamed"), at: later },
    { data: about("Acme shop"), at: earlier },
    { data: { audience: { id: "another", label: "Another" } }, at: later },
  ]
  const { unmount } = render(pageOf(storeWith(answers), slug))
  expect(chosen()).toBe("Audience: Renamed · known browsers")
  unmount()
  render(pageOf(storeWith(answers.slice(2)), slug))
  expect(chosen()).toBe(`Audience: ${slug} · known browsers`)
})

test("says a region’s own name, whatever an answer calls it", () => {
  const data = { audience: { id: "DE", label: "Allemagne" } }
  render(pageOf(storeWith([{ data, at: later }]), "DE"))
  expect(chosen()).toBe("Audience: Germany · known browsers")
})

test("follows a new name, and is drawn in the browser as it was on the server", async () => {
  const answers = [{ data: about("Acme shop"), at: earlier }]
  const container = document.body.appendChild(document.createElement("div"))
  container.innerHTML = renderToString(pageOf(storeWith(answers), slug))
  expect(chosen()).toBe("Audience: Acme shop · known browsers")
  const onRecoverableError = jest.fn()
  const store = storeWith(answers)
  const root = await act(async () => hydrateRoot(container, pageOf(store, slug), { onRecoverableError }))
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(chosen()).toBe("Audience: Acme shop · known browsers")
  const renamed = { endpointName: "feature", originalArgs: { id: "0" }, data: about("Renamed") }
  const queries = { 'feature({"id":"0"})': { ...renamed, fulfilledTimeStamp: later } }
  await act(async () => hydrate(api, store, { queries } as never))
  expect(chosen()).toBe("Audience: Renamed · known browsers")
  await act(async () => root.unmount())
  container.remove()
})
