import * as v from "valibot"
import { type ImportReport, importAudience, isUnreadableImport } from "../../audience/import"
import { audienceName } from "../../storage/audience-name"
import type { AudienceDraft } from "../../storage/saved-audiences"
import { ResourceError } from "../resource-error"

/** The largest file that is uploaded, in bytes. Larger ones are read in the browser, or on the command line. */
export const largestUpload = 10_000_000

/** What the form of a browser without scripts sends. */
export interface AudienceUpload {
  name: string
  listed: boolean
  file: Uint8Array | undefined
}

/**
 * What an upload says, with its file imported.
 * @throws ResourceError 413 where the file is too large, 400 that names the fields to mend
 */
export async function readUpload(
  { name: typed, listed, file }: AudienceUpload,
  signal: AbortSignal,
): Promise<AudienceDraft> {
  const name = v.safeParse(audienceName, typed)
  const imported = await readFile(file, signal)
  if (name.success && typeof imported === "object") {
    const { browsers, unknown, format } = imported
    return { name: name.output, listed, visits: { browsers, unknown: unknown.visits, source: format } }
  }
  const errors = [
    ...(name.success ? [] : [{ parameter: "name", message: name.issues[0].message }]),
    ...(typeof imported === "string" ? [{ parameter: "file", message: imported }] : []),
  ]
  throw new ResourceError({
    status: 400,
    detail: errors.map(({ parameter, message }) => `${parameter}: ${message}`).join(" "),
    errors,
  })
}

/** The import, or what is wrong with the file. */
async function readFile(file: Uint8Array | undefined, signal: AbortSignal): Promise<ImportReport | string> {
  if (!file || file.length === 0)
    return "No file came, or an empty one. Choose a file with your visitors in it."
  if (file.length > largestUpload) {
    throw new ResourceError({
      status: 413,
      detail: `The file has ${file.length.toLocaleString("en")} bytes; ${largestUpload.toLocaleString("en")} are taken at most. Larger ones are read by browsers with scripts, and on the command line.`,
    })
  }
  try {
    return await importAudience(inPieces(file), { signal })
  } catch (error) {
    if (isUnreadableImport(error)) return error.message
    throw error
  }
}

/** The import lets others have their turn between two pieces. */
async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize)
}

const pieceSize = 65_536
