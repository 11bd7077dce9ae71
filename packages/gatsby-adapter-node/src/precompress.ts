import { mkdir, readFile, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import type { HostedFile } from "./manifest"

const compressors = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 9 }),
}

export const compressedName = (file: string, encoding: "br" | "gzip") =>
  `${file}.${encoding === "br" ? "br" : "gz"}`

const isText = /\.(?:html|js|mjs|css|json|svg|xml|txt|map|webmanifest|wasm|ico|ttf|otf)$/i
const minBytes = 1_024

/**
 * Compresses the text files of a build. The compressed files are not written to `public`, because Gatsby's next build
 * would treat the compressed files as assets.
 */
export async function precompress(
  publicFolder: string,
  target: string,
  files: Readonly<Record<string, HostedFile>>,
): Promise<Record<string, HostedFile>> {
  const result: Record<string, HostedFile> = { ...files }
  const names = Object.keys(files).filter((name) => isText.test(name))
  const next = async (): Promise<void> => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const encodings = await compress(join(publicFolder, name), join(target, name))
      const file = files[name]
      if (file && encodings.length) result[name] = { ...file, encodings }
    }
  }
  await Promise.all(Array.from({ length: 4 }, next))
  return result
}

async function compress(source: string, target: string): Promise<("br" | "gzip")[]> {
  const body = await readFile(source).catch(() => Buffer.alloc(0))
  if (body.length < minBytes) return []
  const encodings: ("br" | "gzip")[] = []
  await mkdir(dirname(target), { recursive: true })
  for (const encoding of ["br", "gzip"] as const) {
    const smaller = await compressors[encoding](body)
    if (smaller.length > body.length * 0.95) continue
    await writeFile(compressedName(target, encoding), smaller)
    encodings.push(encoding)
  }
  return encodings
}
