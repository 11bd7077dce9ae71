import { UnreadableImport } from "./unreadable-import"

const fileSignatures: readonly (readonly [signature: readonly number[], message: string])[] = [
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "This is an xz file. Unpack it first (xz -d), or pack it with gzip."],
  [[0x42, 0x5a, 0x68], "This is a bzip2 file. Unpack it first (bzip2 -d), or pack it with gzip."],
  [[0x28, 0xb5, 0x2f, 0xfd], "This is a Zstandard file. Unpack it first (zstd -d), or pack it with gzip."],
  [[0x37, 0x7a, 0xbc, 0xaf], "This is a 7-Zip file. Unpack it first, or pack it as zip."],
  [[0x50, 0x4b, 0x05, 0x06], "This zip file contains no files."],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF file. Export the report as CSV."],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an old Excel or Word file. Save the sheet as CSV."],
]

/** @throws UnreadableImport if the first bytes of a file are not UTF-8 text or are HTML or XML */
export function requireTextFile(beginning: Uint8Array): void {
  const [, message] =
    fileSignatures.find(([bytes]) => bytes.every((byte, index) => beginning[index] === byte)) ?? []
  if (message) throw new UnreadableImport(message)
  if (new TextDecoder().decode(beginning.subarray(257, 262)) === "ustar") {
    throw new UnreadableImport(
      "This is a tar archive. Unpack it first (tar -xf), and import one of its files.",
    )
  }
  if (beginning.includes(0)) {
    throw new UnreadableImport("This is not a text file, or it is not in UTF-8. Export a CSV file in UTF-8.")
  }
  if (/^\uFEFF?\s*<(!doctype|html|\?xml)/i.test(new TextDecoder().decode(beginning.subarray(0, 1_000)))) {
    throw new UnreadableImport("This is an HTML or XML file. Export a CSV file from your analytics instead.")
  }
}
