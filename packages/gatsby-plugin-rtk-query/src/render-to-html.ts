import type { ReactElement } from "react"
import { type PipeableStream, renderToPipeableStream, renderToString } from "react-dom/server"
// Gatsby rejects a build whose rendering engine imports "node:stream". Gatsby accepts the name "stream".
// biome-ignore lint/style/useNodejsImportProtocol: see above
import { PassThrough } from "stream"

/** Thrown if a page is not rendered in time. gatsby-adapter-node responds with its `statusCode`. */
export class RenderTimeoutError extends Error {
  override name = "RenderTimeoutError"
  readonly statusCode = 503
}

/**
 * Renders the whole page and waits for Suspense, like Gatsby's default renderer. First uses React's string renderer,
 * which takes a fifth less time than React's streaming renderer, but does not wait for Suspense. If the page suspends,
 * renders the page again as a stream.
 * @throws the errors of the page, and a RenderTimeoutError if the page suspends for longer than `timeoutMs`
 */
export async function renderToHtml(page: ReactElement, timeoutMs: number): Promise<string> {
  return renderAtOnce(page) ?? renderToEnd(page, timeoutMs)
}

/** React writes this text into the HTML for a Suspense boundary that is still waiting. */
const unfinished = "<!--$!-->"

function renderAtOnce(page: ReactElement): string | undefined {
  try {
    const html = renderToString(page)
    return html.includes(unfinished) ? undefined : html
  } catch {
    // The page suspended outside a Suspense boundary, or it failed. In both cases, the page is rendered a second time.
    // If the page failed, the second rendering throws the error.
    return undefined
  }
}

async function renderToEnd(page: ReactElement, timeoutMs: number): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise((resolve, reject) => {
      const stream: PipeableStream = renderToPipeableStream(page, {
        // Keeps Suspense boundaries in place. By default, React writes a large Suspense boundary at the end of the HTML,
        // with an inline script that moves the boundary.
        progressiveChunkSize: Number.POSITIVE_INFINITY,
        onAllReady: () => resolve(textOf(stream)),
        onError: reject,
        onShellError: reject,
      })
      timer = setTimeout(() => {
        // Reject before the abort, because React calls `onError` for each boundary that it aborts.
        reject(new RenderTimeoutError(`A component suspends for longer than ${Math.round(timeoutMs)} ms.`))
        stream.abort()
      }, timeoutMs)
    })
  } finally {
    clearTimeout(timer)
  }
}

async function textOf(stream: PipeableStream) {
  const chunks: Buffer[] = []
  for await (const chunk of stream.pipe(new PassThrough())) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
