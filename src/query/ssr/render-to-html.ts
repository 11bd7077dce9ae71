import type { ReactElement } from "react"
import { type PipeableStream, renderToPipeableStream } from "react-dom/server"
// Gatsby refuses a build whose rendering engine asks for "node:stream": only names without the prefix pass.
// biome-ignore lint/style/useNodejsImportProtocol: see above
import { PassThrough } from "stream"

/** As Gatsby's default renderer does it: the whole page, Suspense included, and any error is the page's. */
export function renderToHtml(page: ReactElement) {
  return new Promise<string>((resolve, reject) => {
    const stream: PipeableStream = renderToPipeableStream(page, {
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
