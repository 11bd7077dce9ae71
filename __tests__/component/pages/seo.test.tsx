import { render } from "@testing-library/react"
import React from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { Seo, useTitle } from "#components/layout/seo"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const draw = (props: React.ComponentProps<typeof Seo>) => {
  const html = renderToStaticMarkup(<Seo {...props} />)
  return { html, head: new DOMParser().parseFromString(`<head>${html}</head>`, "text/html").head }
}
const contentOf = (head: HTMLElement, name: string) =>
  head.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.getAttribute("content")

test("renders the title, description, canonical address and Open Graph tags", () => {
  const { head } = draw({ title: "Grid", description: "Lays out.", path: "/features/grid" })
  expect(head.querySelector("title")?.textContent).toBe("Grid – Reachline")
  expect(contentOf(head, "description")).toBe("Lays out.")
  expect(head.querySelector("link[rel=canonical]")?.getAttribute("href")).toMatch(/\/features\/grid$/)
  expect(contentOf(head, "og:title")).toBe("Grid")
  expect(contentOf(head, "og:url")).toBe(head.querySelector("link[rel=canonical]")?.getAttribute("href"))
  expect(contentOf(head, "robots")).toBeUndefined()
})

function Page({ title }: { title: string }) {
  useTitle(title)
  return null
}

test("useTitle creates no title element, because Gatsby does not remove elements of others", () => {
  document.head.innerHTML = ""
  render(<Page title="Features" />)
  expect(document.querySelector("title")).toBeNull()
})

test("useTitle writes the same title as Head", () => {
  document.head.innerHTML = "<title>Old</title>"
  const { rerender } = render(<Page title="Features" />)
  rerender(<Page title="Features for “grid”" />)
  expect(document.title).toBe(draw({ title: "Features for “grid”" }).head.querySelector("title")?.textContent)
})

test("a page without a path has no canonical address", () => {
  const { head } = draw({ title: "Not Found", noindex: true })
  expect(head.querySelector("link[rel=canonical]")).toBeNull()
  expect(contentOf(head, "robots")).toBe("noindex")
})

test("JSON-LD cannot end its script element, and keeps its text", () => {
  const name = "</script><script>window.pwned=1</script><!--"
  const { html, head } = draw({ path: "/x", about: { "@type": "Thing", name } })
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(
    JSON.parse(head.querySelector("script[type='application/ld+json']")?.textContent ?? ""),
  ).toMatchObject({
    "@context": "https://schema.org",
    "@type": "Thing",
    name,
  })
})
