/**
 * Visits with partial support are striped, lost visits are hatched and unknown visits are dotted, so that colour is not
 * the only difference. `PictureDefinitions` contains the patterns.
 */
export const pictureFill = { partial: "url(#partial)", lost: "url(#lost)", unknown: "url(#unknown)" } as const
