import * as v from "valibot"
import { audienceName } from "../../../src/storage/audience-name"

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
])("%s is a name", (name, kept) => {
  expect(v.parse(audienceName, name)).toBe(kept)
})

test.each([
  ["nothing", " \t", /1 to 100/],
  ["zero-width characters alone", "\u200b\u200d\ufeff", /1 to 100/],
  ["fillers of Hangul alone", "\u115f\u1160\u3164\uffa0", /1 to 100/],
  ["a Braille pattern without dots", "\u2800", /1 to 100/],
  ["a combining mark alone", "\u0301", /1 to 100/],
  ["101 characters", "🦊".repeat(101), /1 to 100/],
  ["a line break", "a\nb", /line breaks/],
  ["a line separator", "a\u2028b", /line breaks/],
  ["an escape", "a\u001b[2Jb", /control characters/],
  ["half a surrogate pair", "a\ud83d", /control characters/],
  ["an override of the direction", "a\u202eb", /direction/],
  ["an isolate", "a\u2066b", /direction/],
])("%s is none", (_, name, message) => {
  expect(v.safeParse(audienceName, name).issues?.[0].message).toMatch(message)
})
