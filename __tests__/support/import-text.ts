import { type ImportReport, importAudience } from "../../src/audience/import"

/** Imports a file with this text, in one chunk. */
export function importText(text: string): Promise<ImportReport> {
  async function* inOneChunk() {
    yield Buffer.from(text)
  }
  return importAudience(inOneChunk())
}
