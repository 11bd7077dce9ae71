import { render, screen } from "@testing-library/react"
import React from "react"
import { AudienceProvider } from "#components/ui/audience-context"
import { UnknownShare } from "#components/ui/unknown-share"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

test("reports the unknown share beside the identified visits, with a link to what it consists of", () => {
  const { container } = render(
    <AudienceProvider query={{ audience: "DE", target: "90" }} search="">
      <UnknownShare audience={{ id: "DE", of: "known", unknown: 0.038 }} />
    </AudienceProvider>,
  )
  expect(container.textContent).toBe(" Another 3.8% of visits can’t be identified.")
  expect(screen.getByRole("link").getAttribute("href")).toBe("/audiences/DE?audience=DE&target=90#unknown")
})

test("the unknown share is one of all visits with `of=all`, and absent if it is 0", () => {
  const { container, rerender } = render(<UnknownShare audience={{ id: "DE", of: "all", unknown: 0.038 }} />)
  expect(container.textContent).toBe(" 3.8% of visits can’t be identified.")
  rerender(<UnknownShare audience={{ id: "DE", of: "known", unknown: 0 }} />)
  expect(container.textContent).toBe("")
})
