/** Set by `.ci/run`: each nightly suite in a form that takes seconds. */
export const isShort = process.env.NIGHTLY === "short"

/** Makes a failed run repeatable: `SEED=… npm run nightly:chaos`. */
export const seed = Number(process.env.SEED || Date.now() % 2 ** 31)

/** The words of a text, which spaces and line breaks separate. */
export const words = (text: string) => text.trim().split(/\s+/)
