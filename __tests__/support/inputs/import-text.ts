import { type ImportReport, importAudience } from "#import"

export function importText(text: string): Promise<ImportReport> {
  async function* inOneChunk() {
    yield Buffer.from(text)
  }
  return importAudience(inOneChunk())
}
