import { matchesRevision } from "#saved-audiences/entity-tag"
import { removeAudience } from "#saved-audiences/save-audience"
import { savedAudiences } from "#storage/saved-audiences"
import { provideStorage } from "../../support/inputs/data-directory"

provideStorage()

const draft = {
  name: "Acme",
  listed: false,
  visits: { browsers: { chrome: { "120": 1 } }, unknown: 0, source: "api" },
}

/** Deletes an audience while another request saves it. */
async function removeWhileSaved(headers: Record<string, string>) {
  const { slug, editKey } = await savedAudiences().create(draft)
  const isKey = jest.spyOn(savedAudiences(), "isEditKey").mockImplementationOnce(async () => {
    await savedAudiences().update(slug, 1, { name: "Saved by another request", listed: false })
    return true
  })
  const authorized = new Headers({ authorization: `Bearer ${editKey}`, ...headers })
  const removal = removeAudience(slug, { clientAddress: "192.0.2.1", headers: authorized })
  const status = await removal.then(
    () => 204,
    ({ status }) => status,
  )
  expect(isKey).toHaveBeenCalled()
  isKey.mockRestore()
  return { status, name: (await savedAudiences().find(slug))?.name }
}

test("a deletion with a revision does not delete a newer revision", async () => {
  expect(await removeWhileSaved({ "if-match": '"1"' })).toEqual({
    status: 412,
    name: "Saved by another request",
  })
  expect(await removeWhileSaved({})).toEqual({ status: 204, name: undefined })
})

test.each([
  ['"2"', true],
  ['"2-digest"', true],
  ['W/"2-digest"', true],
  ['"1", "2"', true],
  ['"1,3" ,W/"2"', true],
  ["*", true],
  ['"1"', false],
  ['"22"', false],
  ['"a"2"', false],
  ['"2" "3"', false],
  ['"1", *', false],
  ["2", false],
  ["", false],
])("If-Match: %s matches revision 2: %s", (ifMatch, isMatch) => {
  expect(matchesRevision(ifMatch, 2)).toBe(isMatch)
})
