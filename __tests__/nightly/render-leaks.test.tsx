import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createGatsbySsr } from "gatsby-plugin-rtk-query/ssr"
import React from "react"
import { api, options, requested } from "../../packages/gatsby-plugin-rtk-query/__tests__/unit/fixture"
import { isShort } from "../support/jest/nightly"

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void

const requests = isShort ? 2_000 : 20_000

const prefetcher = createPrefetcher(options)
const { replaceRenderer, wrapPageElement, wrapRootElement } = createGatsbySsr(options)

function Page({ id }: { id: string }) {
  const book = api.useBookQuery({ id })
  const shelf = api.useShelfQuery({ slug: id })
  return <p>{`${book.data?.title} ${shelf.data?.slug}`}</p>
}

/** The page has one prefetched query and one collected query. */
async function request(id: string) {
  const { context, props, dispose } = prefetcher()
  await context.prefetch(api.endpoints.book.initiate({ id }))
  const page = wrapPageElement({ element: <Page id={id} />, props: { serverData: props() } } as never)
  dispose()
  let html = ""
  const args = {
    bodyComponent: wrapRootElement({ element: page, pathname: "/" }),
    pathname: "/",
    replaceBodyHTMLString: (text: string) => {
      html = text
    },
    setPostBodyComponents: () => {},
  }
  await replaceRenderer(args as never, { plugins: [] })
  // Waits for the event loop, as between requests from the network. React releases the objects of a render at this
  // time.
  await new Promise((resolve) => setImmediate(resolve))
  return html
}

test(`after ${requests} requests the heap is where it was after the first thousand`, async () => {
  let afterThousand = 0
  for (let served = 1; served <= requests; served++) {
    expect(await request(`v${served}`)).toBe(`<p>Book v${served} v${served}</p>`)
    requested.length = 0
    if (served !== 1_000 && served !== requests) continue
    collectGarbage()
    const { heapUsed } = process.memoryUsage()
    if (served === 1_000) afterThousand = heapUsed
    else console.info(`heap: ${afterThousand} bytes after 1,000 requests, ${heapUsed} after ${requests}`)
    expect(heapUsed).toBeLessThan(afterThousand * 1.1)
  }
}, 120_000)
