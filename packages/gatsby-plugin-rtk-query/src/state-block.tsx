import * as React from "react"
import type { DehydratedState } from "./dehydrate"

const id = "query-state"

/**
 * Writes the queries that the server collected while rendering into the page's HTML, as a block of JSON. The browser
 * does not run such a block, so a Content-Security-Policy does not apply to the block. `<` is escaped, so that a string
 * in the state cannot end the element.
 */
export function StateBlock({ state }: { state: DehydratedState }) {
  const json = JSON.stringify(state).replaceAll("<", "\\u003c")
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React's escaping of text in a script would make invalid JSON; it is escaped above
  return <script id={id} type="application/json" dangerouslySetInnerHTML={{ __html: json }} />
}

/** Returns the state that `StateBlock` wrote into this document. Returns undefined if the document has no state. */
export function readStateBlock(document: Document): DehydratedState | undefined {
  const json = document.getElementById(id)?.textContent
  return json ? (JSON.parse(json) as DehydratedState) : undefined
}
