import { features } from "#resources/features-resource"
import { stack } from "#resources/stack-resource"
import { provideCatalog } from "../../support/inputs/catalog"

beforeAll(() => {
  provideCatalog()
})

describe("a search that names parts", () => {
  test.each([
    ["optional chaining", "object-object"],
    ["Object.fromEntries", "object-object"],
    ["fetch keepalive", "fetch"],
  ])("`%s` finds the part with its own figures", async (q, feature) => {
    const { parts, items } = await features.resolve({ q, audience: "IN" })
    expect(parts[0]).toMatchObject({ feature: { id: feature }, isExact: true })
    const { reach, partial, lost } = parts[0] as (typeof parts)[number]
    expect(reach + partial + lost).toBeCloseTo(1, 9)
    expect(items[0]).toMatchObject({ id: feature, matchedPart: { name: parts[0]?.name } })
    expect(reach).not.toBe(items[0]?.reach)
  })

  test.each([
    ["AudioBuffer() constructor", "api.AudioBuffer.AudioBuffer"],
    ["FormData() constructor: submitter", "api.FormData.FormData.submitter"],
    ["justify-items in grid layouts", "css.properties.justify-items.grid_context"],
  ])("finds a part by the name that its page shows: `%s`", async (q, key) => {
    const { parts } = await features.resolve({ q })
    expect(parts[0]).toMatchObject({ key, name: q, isExact: true })
  })

  test("leaves out parts that the filters exclude by their own figures", async () => {
    const [part] = (await features.resolve({ q: "optional chaining" })).parts
    const percent = 100 * (part?.reach ?? 0)
    const withMin = async (min: number) =>
      (await features.resolve({ q: "optional chaining", min })).parts.length
    expect([await withMin(Math.floor(percent)), await withMin(100)]).toEqual([1, 0])
    const { parts } = await features.resolve({ q: "optional chaining", group: "css" })
    expect(parts).toEqual([])
  })
})

test("counts the close matches, which are the first results in the order of relevance", async () => {
  const { closeMatches, total, items } = await features.resolve({ q: "has" })
  expect(items[0]?.id).toBe("has")
  expect(closeMatches).toBeGreaterThan(0)
  expect(closeMatches).toBeLessThan(total)
  expect((await features.resolve({ q: "has", sort: "name" })).closeMatches).toBeNull()
  expect((await features.resolve({})).closeMatches).toBeNull()
})

describe("a search with several names", () => {
  test("returns only the named features, and their reach together in the named region", async () => {
    const { question, items, total } = await features.resolve({
      q: ":has(), container queries and popover in Germany",
    })
    const ids = ["has", "container-queries", "popover"]
    expect([items.map(({ id }) => id), total]).toEqual([ids, 3])
    const { reach, partial, lost } = await stack.resolve({ features: ids.join(","), audience: "DE" })
    expect(question).toMatchObject({ reach, partial, lost, unknownNames: [], meetsTarget: reach >= 0.95 })
    expect(question?.audience.label).toBe("Germany")
    expect(question?.features.map(({ id }) => id)).toEqual(ids)
  })

  test("a wrong name does not hide the others, and has suggestions", async () => {
    const { question, items } = await features.resolve({ q: "grid, subgird, optional chaining" })
    expect(items.map(({ id }) => id)).toEqual(["grid", "object-object"])
    expect(question?.unknownNames).toMatchObject([{ text: "subgird", suggestions: [{ id: "subgrid" }] }])
    expect(question?.features[1]).toEqual({
      id: "javascript.operators.optional_chaining",
      name: "Optional chaining (?.)",
      feature: "object-object",
    })
  })

  test("one name in a region finds the same as the name", async () => {
    const [asked, named] = [
      await features.resolve({ q: "popover in Germany" }),
      await features.resolve({ q: "popover" }),
    ]
    expect(asked.items).toEqual(named.items)
    expect([asked.question?.audience.id, named.question]).toEqual(["DE", null])
  })

  test("the name of each feature is one name", async () => {
    const { features: all } = provideCatalog()
    const questions = []
    for (const { name, id } of all) {
      const { question } = await features.resolve({ q: name.slice(0, 300) })
      if (question) questions.push(id)
    }
    expect(questions).toEqual([])
  })
})

test("names what only caniuse has", async () => {
  const { elsewhere } = await features.resolve({ q: "hevc" })
  expect(elsewhere[0]).toMatchObject({ id: "hevc", url: "https://caniuse.com/hevc" })
})
