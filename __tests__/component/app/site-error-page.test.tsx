import { render, screen } from "@testing-library/react"
import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import React, { type ComponentProps } from "react"
import { Provider } from "react-redux"
import ErrorPage from "#app/site-error-page"
import { AudienceProvider } from "#components/ui/audience-context"
import { api } from "#query/api"
import { unknownAudienceMessage } from "#search/region-suggestions"
import { provideCatalog } from "../../support/inputs/catalog"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

beforeAll(() => {
  provideCatalog()
})

const draw = (pathname: string, rawQuery: Record<string, string>, error: object) =>
  render(
    <Provider store={createGatsbyBrowser({ apis: [api] }).store}>
      <AudienceProvider query={rawQuery} search="">
        <ErrorPage
          {...({ pathname, rawQuery, retryUrl: pathname, error } as ComponentProps<typeof ErrorPage>)}
        />
      </AudienceProvider>
    </Provider>,
  )

test("an unknown audience has links to the same page for similar audiences", () => {
  const message = unknownAudienceMessage("German")
  draw(
    "/stack",
    { features: "grid", audience: "German" },
    {
      status: 400,
      title: "Bad Request",
      detail: "",
      errors: [{ parameter: "audience", message }],
    },
  )
  expect(screen.getByRole("link", { name: "Germany" }).getAttribute("href")).toBe(
    "/stack?features=grid&audience=DE",
  )
})

test("the page of an unknown audience suggests audiences by name", () => {
  draw("/audiences/german", {}, { status: 404, title: "Not Found", detail: "No.", suggestions: ["DE"] })
  expect(screen.getByRole("link", { name: "Germany" }).getAttribute("href")).toBe("/audiences/DE")
})

test("a wrong `vs` of a part keeps the input and the part, and has links to similar audiences", () => {
  const query = { part: "css.selectors.has", audience: "FR", vs: "German" }
  const errors = [{ parameter: "vs", message: unknownAudienceMessage("German") }]
  draw("/features/has", query, { status: 400, title: "Bad Request", detail: "", errors })
  const field = screen.getByLabelText<HTMLInputElement>(/^Audience: /)
  expect(field.getAttribute("aria-invalid")).toBe("true")
  expect(Object.fromEntries(new FormData(field.form as HTMLFormElement))).toEqual(query)
  expect(screen.getByRole("link", { name: "Germany" }).getAttribute("href")).toBe(
    "/features/has?part=css.selectors.has&audience=FR&vs=DE",
  )
})
