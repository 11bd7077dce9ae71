import * as v from "valibot"

/** In characters as people count them: code points. */
const longest = 100

/** Something to see: a letter, a digit, punctuation or a symbol. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/** What is one of these and shows nothing: the fillers of Hangul are letters, the Braille pattern without dots a symbol. */
const blank = /[\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Control characters, halves of surrogate pairs, line breaks, and what turns the direction of the text around it. */
const disruptive = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** The name of an audience, as people read it, wherever it is given. JSON Schema gets its length from the metadata. */
export const audienceName = v.pipe(
  v.string("Takes a text."),
  v.metadata({ minLength: 1, maxLength: longest }),
  v.trim(),
  v.check(
    (name) => visible.test(name.replace(blank, "")) && [...name].length <= longest,
    `Takes a name of 1 to ${longest} characters, not all of them invisible.`,
  ),
  v.check(
    (name) => !disruptive.test(name),
    "Takes a name without line breaks, control characters and changes of the direction of text.",
  ),
)
