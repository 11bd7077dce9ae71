import { UnreadableImport } from "./unreadable-import"

const fileSignatures: readonly (readonly [signature: readonly number[], message: string])[] = [
  [[0x1f, 0x8b], "This is a gzip file. Unpack it first (gzip -d)."],
  [
    [0x50, 0x4b, 0x03, 0x04],
    "This is a zip file or an Excel workbook (.xlsx). Unpack it first, or save the sheet as CSV.",
  ],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF file. Export the report as CSV."],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an old Excel or Word file. Save the sheet as CSV."],
]

/** @throws UnreadableImport if the first bytes of a file are not UTF-8 text or are HTML or XML */
export function requireTextFile(beginning: Uint8Array): void {
  const [, message] =
    fileSignatures.find(([bytes]) => bytes.every((byte, index) => beginning[index] === byte)) ?? []
  if (message) throw new UnreadableImport(message)
  if (beginning.includes(0)) {
    throw new UnreadableImport("This is not a text file, or it is not in UTF-8. Export a CSV file in UTF-8.")
  }
  if (/^\uFEFF?\s*<(!doctype|html|\?xml)/i.test(new TextDecoder().decode(beginning.subarray(0, 1_000)))) {
    throw new UnreadableImport("This is an HTML or XML file. Export a CSV file from your analytics instead.")
  }
}
