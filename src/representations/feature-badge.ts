import { formatPercent } from "#reach/format-percent"
import type { FeatureResponse } from "#resources/feature-resource"

type BadgeData = Pick<FeatureResponse, "reach" | "partial" | "target" | "meetsTarget"> & {
  feature: { name: string }
  part: { name: string } | null
  audience: { label: string; browsers: string | null; unknown: number }
}

const maxTextLength = 40

/**
 * Draws an SVG badge for READMEs, 20 pixels high: “Grid | 96.2% of Germany”. If full support does not reach the target
 * share, but full and partial support together do, the badge also contains the share with partial support: “Anchor
 * positioning | 2.8% of World, 87.5% in part”. Without support data, the badge has no figure.
 */
export function featureBadge({ feature, part, audience, ...figures }: BadgeData): string {
  const { reach, partial } = figures
  const subject = truncate((part ?? feature).name)
  const narrowed = audience.browsers === null ? "" : ", narrowed"
  const inPart = needsPartial(figures) ? `, ${formatPercent(partial)} in part` : ""
  const label = `${truncate(audience.label)}${narrowed}`
  const hasFigures = audience.unknown < 1
  const value = hasFigures ? `${formatPercent(reach)} of ${label}${inPart}` : `no data for ${label}`
  const left = widthOf(subject) + 2 * padding
  const right = widthOf(value) + 2 * padding
  const title = escapeXml(`${subject}: ${value}`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3a3f48"/>`,
    `<rect x="${left}" width="${right}" height="20" fill="${hasFigures ? colourOf(figures) : noDataColour}"/></g>`,
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

type Figures = Pick<BadgeData, "reach" | "partial" | "target" | "meetsTarget">

const needsPartial = ({ reach, partial, target, meetsTarget }: Figures) =>
  !meetsTarget && reach + partial >= target

const noDataColour = "#5c6370"

/** White text has a contrast of at least 4.5:1 on each colour (WCAG 2.2, 1.4.3). */
function colourOf(figures: Figures): string {
  if (figures.meetsTarget) return "#1f7a4d"
  return needsPartial(figures) || figures.reach >= 0.8 ? "#8a5a00" : "#b3261e"
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
