import * as v from "valibot"
import { audienceName } from "#storage/saved-name"

test.each([
  ["Acme", "Acme"],
  ["  Acmé & Söhne ", "Acmé & Söhne"],
  ["日本", "日本"],
  ["متجر", "متجر"],
  ["🦊", "🦊"],
  ["👩‍💻 team", "👩‍💻 team"],
  ["\u1100\u1160 with a filler", "\u1100\u1160 with a filler"],
  ["⠗⠑⠁⠉⠓\u2800⠇⠊⠝⠑", "⠗⠑⠁⠉⠓\u2800⠇⠊⠝⠑"],
  ["🦊".repeat(100), "🦊".repeat(100)],
])("accepts the name %s", (name, expected) => {
  expect(v.parse(audienceName, name)).toBe(expected)
})

test.each([
  ["no characters", " \t", /1 to 100/],
  ["only zero-width characters", "\u200b\u200d\ufeff", /1 to 100/],
  ["only Hangul fillers", "\u115f\u1160\u3164\uffa0", /1 to 100/],
  ["only a blank Braille pattern", "\u2800", /1 to 100/],
  ["only a combining mark", "\u0301", /1 to 100/],
  ["101 characters", "🦊".repeat(101), /1 to 100/],
  ["a line break", "a\nb", /line breaks/],
  ["a line separator", "a\u2028b", /line breaks/],
  ["an escape character", "a\u001b[2Jb", /control characters/],
  ["an unpaired surrogate", "a\ud83d", /control characters/],
  ["a direction override", "a\u202eb", /direction/],
  ["a direction isolate", "a\u2066b", /direction/],
])("refuses a name with %s", (_, name, message) => {
  expect(v.safeParse(audienceName, name).issues?.[0].message).toMatch(message)
})
