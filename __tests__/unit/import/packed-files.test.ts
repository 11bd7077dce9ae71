import { gzipSync } from "node:zlib"
import { strToU8, type Zippable, zipSync } from "fflate"
import { importAudience } from "#import"

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
const request = `203.0.113.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-" "${chrome}"\n`
const versions = "name,version,visitors\nChrome,141,5\n"

async function* pieces(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

const read = (bytes: Uint8Array, size = 65_536, maxUnpackedBytes?: number) =>
  importAudience(pieces(bytes, size), maxUnpackedBytes === undefined ? {} : { maxUnpackedBytes })

const zip = (files: Record<string, string | Uint8Array>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, data]) => [name, typeof data === "string" ? strToU8(data) : data]),
    ) as Zippable,
  )

test.each([1, 7, 65_536])("unpacks gzip files, also several in one, in pieces of %d bytes", async (size) => {
  const packed = Buffer.concat([gzipSync(request.repeat(3)), gzipSync(request.repeat(2))])
  expect(await read(packed, size)).toMatchObject({ browsers: { chrome: { "141": 5 } } })
})

test.each([1, 7, 65_536])("unpacks the only file of a zip archive, in pieces of %d bytes", async (size) => {
  const packed = zip({ "logs/access.log": request.repeat(4), "logs/": "", "__MACOSX/._access.log": "x" })
  expect(await read(packed, size)).toMatchObject({ browsers: { chrome: { "141": 4 } } })
})

test("takes the only file of a zip archive that can be imported", async () => {
  const packed = zip({
    "visitors.csv": "date,visitors\n2025-10-10,5\n",
    "browsers.csv": "name,visitors\nChrome,5\n",
    "browser_versions.csv": versions,
    "chart.png": Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0),
  })
  expect(await read(packed)).toMatchObject({ browsers: { chrome: { "141": 5 } } })
})

test("unpacks gzip files inside of a zip archive", async () => {
  expect(await read(zip({ "access.log.1.gz": gzipSync(request) }))).toMatchObject({ counted: 1 })
})

test("counts only the packed bytes as progress", async () => {
  const packed = gzipSync(request.repeat(10_000))
  const progress: number[] = []
  await importAudience(pieces(packed, 1_000), { onProgress: (bytes) => void progress.push(bytes) })
  expect(progress.at(-1)).toBe(packed.length)
})

test.each<[problem: string, bytes: Uint8Array, message: RegExp]>([
  [
    "several files that can be imported",
    zip({ "a.log": request, "b.csv": versions, "c.txt": "prose" }),
    /^2 files in this zip file can be imported: “a\.log”, “b\.csv”\. Unpack it, and import one of them\.$/,
  ],
  [
    "files that cannot be imported",
    zip({ "a.txt": "prose\n", "b.csv": "Date;Revenue\n2025-10-01;5\n" }),
    /^No file in this zip file can be imported\. “a\.txt”: The file begins with “prose”.*; “b\.csv”: This table has the columns “Date”, “Revenue”\.$/,
  ],
  [
    "one file that cannot be imported",
    zip({ "a\u202e.txt": "prose\n" }),
    /^“a\uFFFD\.txt” in this zip file: The file begins with “prose”/,
  ],
  ["no files", zip({}), /^This zip file contains no files\.$/],
  ["only directories", zip({ "logs/": "" }), /^This zip file contains no files\.$/],
  [
    "an Excel workbook",
    zip({ "[Content_Types].xml": "<x/>", "xl/a.xml": "<x/>" }),
    /^This is an Excel workbook/,
  ],
  [
    "a cut gzip file",
    gzipSync(request.repeat(1_000)).subarray(0, 200),
    /^The gzip file is damaged or incomplete/,
  ],
  ["a damaged gzip file", Buffer.concat([gzipSync(request).subarray(0, 30), Buffer.alloc(50, 7)]), /gzip -t/],
  [
    "a cut zip file",
    zip({ "a.log": request.repeat(1_000) }).subarray(0, 150),
    /^This zip file is damaged or/,
  ],
  [
    "a tar archive in a gzip file",
    gzipSync(Buffer.concat([Buffer.from("access.log".padEnd(257, "x")), Buffer.from("ustar\n")])),
    /^This is a tar archive\. Unpack it first/,
  ],
  ["an xz file", Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), /^This is an xz file\. Unpack it first/],
  [
    "a file that is packed too many times",
    [1, 2, 3, 4].reduce<Uint8Array>((bytes) => gzipSync(bytes), Buffer.from(request)),
    /^This file is packed too many times\./,
  ],
])("rejects %s", async (_, bytes, message) => {
  await expect(read(bytes)).rejects.toThrow(message)
})

test.each([
  ["gzip", (data: Buffer) => gzipSync(data)],
  ["zip", (data: Buffer) => zip({ "a.log": data })],
  ["zip with a second file", (data: Buffer) => zip({ "a.log": request, "b.log": data })],
  ["gzip in zip", (data: Buffer) => zip({ "a.gz": gzipSync(data) })],
])("stops unpacking %s above the maximum size", async (name, pack) => {
  const packed = pack(Buffer.from(request.repeat(15_000)))
  await expect(read(packed, 65_536, 2_000_000)).rejects.toThrow(
    "This packed file contains more than 2 MB, the maximum. Unpack it first: unpacked files can have any size.",
  )
  const larger = await read(packed, 65_536, 50_000_000).then(({ counted }) => counted, String)
  expect(larger).toEqual(
    name === "zip with a second file" ? expect.stringMatching(/^UnreadableImport: 2 files/) : 15_000,
  )
})
