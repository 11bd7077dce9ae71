import * as v from "valibot"

const maxLength = 100

const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * Invisible characters that `visible` matches. Unicode lists Hangul fillers as letters and the blank Braille pattern as
 * a symbol.
 */
const blank = /[\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Control characters, unpaired surrogates, line breaks, and characters that change the text direction. */
const disruptive = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

export const audienceName = v.pipe(
  v.string("Enter a text."),
  v.metadata({ minLength: 1, maxLength }),
  v.trim(),
  v.check(
    (name) => visible.test(name.replace(blank, "")) && [...name].length <= maxLength,
    `Enter a name of 1 to ${maxLength} characters, at least one of them visible.`,
  ),
  v.check(
    (name) => !disruptive.test(name),
    "Enter a name without line breaks, control characters and characters that change the text direction.",
  ),
)
