import { formatPercent } from "#reach/format-percent"
import type { FeatureResponse } from "#resources/feature-resource"

type BadgeData = Pick<FeatureResponse, "reach"> & {
  feature: { name: string }
  audience: { label: string; browsers: string | null }
}

const maxTextLength = 40

/** Draws an SVG badge for READMEs, 20 pixels high: “Grid | 96.2% of Germany”. */
export function featureBadge({ feature, audience, reach }: BadgeData): string {
  const subject = truncate(feature.name)
  const narrowed = audience.browsers === null ? "" : ", narrowed"
  const value = `${formatPercent(reach)} of ${truncate(audience.label)}${narrowed}`
  const left = widthOf(subject) + 2 * padding
  const right = widthOf(value) + 2 * padding
  const label = escapeXml(`${subject}: ${value}`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}">`,
    `<title>${label}</title>`,
    `<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3a3f48"/>`,
    `<rect x="${left}" width="${right}" height="20" fill="${colourOf(reach)}"/></g>`,
    `<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">`,
    text(subject, padding, left - 2 * padding),
    text(value, left + padding, right - 2 * padding),
    "</g></svg>",
  ].join("")
}

const padding = 7

function text(content: string, x: number, width: number): string {
  return `<text x="${x}" y="14" textLength="${width}" lengthAdjust="spacingAndGlyphs">${escapeXml(content)}</text>`
}

/** White text has a contrast of at least 4.5:1 on each colour (WCAG 2.2, 1.4.3). */
function colourOf(reach: number): string {
  if (reach >= 0.95) return "#1f7a4d"
  return reach >= 0.8 ? "#8a5a00" : "#b3261e"
}

/** Returns the approximate width of a text in pixels. The font is Verdana with 11 pixels. */
function widthOf(content: string): number {
  const widths = [...content].map((character) => {
    if (/[iljI.,:;'|()[\] ]/.test(character)) return 4.2
    if (/[mwMW%@<>]/.test(character)) return 10.5
    return /[A-Z]/.test(character) ? 8 : 7
  })
  return Math.ceil(widths.reduce((sum, width) => sum + width, 0))
}

function truncate(content: string): string {
  return content.length > maxTextLength ? `${content.slice(0, maxTextLength - 1)}…` : content
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

function escapeXml(content: string): string {
  return content.replace(/[&<>"]/g, (character) => entities[character] as string)
}
