import { Script } from "gatsby"
import React from "react"
import { inlineScripts, unknownScript } from "../inline-scripts"

export function InlineScripts() {
  return (
    <>
      <h1>Inline scripts</h1>
      <Script id="post-hydrate" strategy={"post-hydrate" as never}>
        {inlineScripts["post-hydrate"]}
      </Script>
      <Script id="idle" strategy={"idle" as never} dangerouslySetInnerHTML={{ __html: inlineScripts.idle }} />
      <Script id="off-main-thread" strategy={"off-main-thread" as never}>
        {inlineScripts["off-main-thread"]}
      </Script>
      <Script id="unknown">{unknownScript}</Script>
    </>
  )
}
