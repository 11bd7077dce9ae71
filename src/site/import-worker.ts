import { type ImportReport, importAudience } from "../audience/import"

/** What the worker says of a file, in this order: how far it is, and how it ended. */
export type ImportMessage =
  | { kind: "progress"; bytes: number }
  | { kind: "read"; report: ImportReport }
  | { kind: "failed"; message: string }

/** A worker's own scope, of which TypeScript's library for pages knows nothing. */
const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Blob>) => void
  postMessage(message: ImportMessage): void
}

scope.onmessage = async ({ data: file }) => {
  try {
    const onProgress = (bytes: number) => scope.postMessage({ kind: "progress", bytes })
    scope.postMessage({ kind: "read", report: await importAudience(chunksOf(file), { onProgress }) })
  } catch (error) {
    scope.postMessage({ kind: "failed", message: (error as Error).message })
  }
}

/** Safari's streams cannot be iterated. */
async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}
