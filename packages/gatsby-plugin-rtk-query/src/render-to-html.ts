import type { ReactElement } from "react"
import { type PipeableStream, renderToPipeableStream, renderToString } from "react-dom/server"
// Gatsby refuses a build whose rendering engine asks for "node:stream": only names without the prefix pass.
// biome-ignore lint/style/useNodejsImportProtocol: see above
import { PassThrough } from "stream"

/**
 * As Gatsby's default renderer does it: the whole page, Suspense included, and any error is the page's.
 * React's renderer of strings does it in a fifth less time than the streaming one, which encodes what is decoded here.
 * But it waits for nothing, so a page that suspends is left to the other.
 */
export async function renderToHtml(page: ReactElement): Promise<string> {
  return renderAtOnce(page) ?? renderToEnd(page)
}

/** What React writes in the place of a boundary that is not done. */
const unfinished = "<!--$!-->"

function renderAtOnce(page: ReactElement): string | undefined {
  try {
    const html = renderToString(page)
    return html.includes(unfinished) ? undefined : html
  } catch {
    // It suspended outside of a boundary; or it failed, and will do so again.
    return undefined
  }
}

function renderToEnd(page: ReactElement): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream: PipeableStream = renderToPipeableStream(page, {
      // What is larger than this is sent late, and put in its place by an inline script.
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
