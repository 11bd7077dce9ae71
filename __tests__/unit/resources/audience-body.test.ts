import * as v from "valibot"
import { AudienceBody } from "../../../src/resources/saving/audience-body"
import { provideCatalog } from "../../support/catalog"

provideCatalog()

const bodyOf = (versions: number) => ({
  name: "Acme",
  browsers: {
    chrome: Object.fromEntries(Array.from({ length: versions }, (_, index) => [`${index + 1}`, 1])),
  },
})

test("an audience has at most 2,000 versions, and who sends more is told what to do", () => {
  expect(v.safeParse(AudienceBody, bodyOf(2_000)).success).toBe(true)
  const { issues } = v.safeParse(AudienceBody, bodyOf(2_001))
  expect(issues?.[0]?.message).toBe(
    "Has more than 2,000 versions of browsers: leave out the rarest and add their visits to “unknown”.",
  )
})
