import type { ReactElement } from "react"
import { type PipeableStream, renderToPipeableStream, renderToString } from "react-dom/server"
// Gatsby rejects a build whose rendering engine imports "node:stream". It accepts names without the prefix.
// biome-ignore lint/style/useNodejsImportProtocol: see above
import { PassThrough } from "stream"

/**
 * Renders the whole page and waits for Suspense, like Gatsby's default renderer. Throws the errors of the page. React's
 * string renderer takes a fifth less time than its streaming renderer, but does not wait for Suspense. So a page that
 * suspends is rendered again as a stream.
 */
export async function renderToHtml(page: ReactElement): Promise<string> {
  return renderAtOnce(page) ?? renderToEnd(page)
}

/** React writes this for a Suspense boundary that is still waiting. */
const unfinished = "<!--$!-->"

function renderAtOnce(page: ReactElement): string | undefined {
  try {
    const html = renderToString(page)
    return html.includes(unfinished) ? undefined : html
  } catch {
    // The page suspended outside a boundary, or it failed. If it failed, the second rendering throws the error.
    return undefined
  }
}

function renderToEnd(page: ReactElement): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream: PipeableStream = renderToPipeableStream(page, {
      // Keeps Suspense boundaries in place. By default, React writes a large Suspense boundary at the end of the HTML,
      // with an inline script that moves the boundary.
      progressiveChunkSize: Number.POSITIVE_INFINITY,
      onAllReady: () => resolve(textOf(stream)),
      onError: reject,
      onShellError: reject,
    })
  })
}

async function textOf(stream: PipeableStream) {
  const chunks: Buffer[] = []
  for await (const chunk of stream.pipe(new PassThrough())) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
