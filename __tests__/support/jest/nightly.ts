/** Whether each nightly suite runs in a short form that takes seconds. */
export const isShort = process.env.NIGHTLY === "short"

/** The same seed repeats a failed run: `SEED=… npm run nightly:chaos`. */
export const seed = Number(process.env.SEED || Date.now() % 2 ** 31)

export const words = (text: string) => text.trim().split(/\s+/)
