import * as React from "react"
import type { DehydratedState } from "./dehydrate"

const id = "query-state"

/**
 * The state that rendering collected, in the page's HTML. A block of JSON is data to the browser, no script:
 * it never runs, and a Content-Security-Policy has nothing to say about it. With `<` escaped, nothing in it
 * can end the element.
 */
export function StateBlock({ state }: { state: DehydratedState }) {
  const json = JSON.stringify(state).replaceAll("<", "\\u003c")
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React escapes text in a script to what is no JSON; it is escaped above
  return <script id={id} type="application/json" dangerouslySetInnerHTML={{ __html: json }} />
}

/** What `StateBlock` wrote into this document, if it did. */
export function readStateBlock(document: Document): DehydratedState | undefined {
  const json = document.getElementById(id)?.textContent
  return json ? (JSON.parse(json) as DehydratedState) : undefined
}
