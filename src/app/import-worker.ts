import { type ImportReport, importAudience } from "#import"

/**
 * A message from the worker. The worker sends any number of `progress` messages, then one `read` or `failed` message.
 */
export type ImportMessage =
  | { kind: "progress"; bytes: number }
  | { kind: "read"; report: ImportReport }
  | { kind: "failed"; message: string }

/** The global scope of the worker. TypeScript's DOM library does not declare this scope. */
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

/** Yields the chunks of a file. Uses `getReader`, because Safari cannot iterate over streams. */
async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}
