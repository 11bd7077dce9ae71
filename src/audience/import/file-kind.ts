import { UnreadableImport } from "./unreadable-import"

/** How files begin that are often chosen and hold no text, and what to do about it. */
const kinds: readonly (readonly [beginning: readonly number[], sentence: string])[] = [
  [[0x1f, 0x8b], "This is a gzip file: unpack it first (gzip -d)."],
  [
    [0x50, 0x4b, 0x03, 0x04],
    "This is a zip file, as an Excel workbook (.xlsx) is too: unpack it first, or save the sheet as CSV.",
  ],
  [[0x50, 0x4b, 0x05, 0x06], "This is a zip file with nothing in it. Choose the file that was to be packed."],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF: export the same report as CSV."],
  [[0x28, 0xb5, 0x2f, 0xfd], "This is a Zstandard file: unpack it first (zstd -d)."],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "This is an xz file: unpack it first (xz -d)."],
  [[0x42, 0x5a, 0x68], "This is a bzip2 file: unpack it first (bzip2 -d)."],
  [[0x37, 0x7a, 0xbc, 0xaf], "This is a 7-Zip file: unpack it first."],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an old Excel or Word file: save the sheet as CSV."],
]

/** @throws UnreadableImport where the first bytes of a file are of something else than text in UTF-8 */
export function refuseOtherThanText(beginning: Uint8Array): void {
  const [, sentence] = kinds.find(([bytes]) => bytes.every((byte, index) => beginning[index] === byte)) ?? []
  if (sentence) throw new UnreadableImport(sentence)
  if (beginning.includes(0)) {
    throw new UnreadableImport(
      "This is a binary file, or UTF-16 without its byte order mark: save it as text in UTF-8.",
    )
  }
  if (/^\uFEFF?\s*<(!doctype|html|\?xml)/i.test(new TextDecoder().decode(beginning.subarray(0, 1_000)))) {
    throw new UnreadableImport(
      "This is a web page or XML, no export: where the analytics offer a download, choose CSV.",
    )
  }
}
