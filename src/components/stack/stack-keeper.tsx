import React, { useEffect } from "react"
import { AudienceLink } from "../ui/audience-context"
import { readStack, saveStack, useStack } from "./use-stack"

/**
 * Keeps the stack of the page as the visitor's own stack if no feature gets lost. Otherwise it states that the stack on the
 * page is another one, and the visitor decides.
 */
export function StackKeeper({ features }: { features: string }) {
  const ids = features.split(",")
  const own = useStack()
  useEffect(() => {
    const shown = features.split(",")
    if (readStack().every((id) => shown.includes(id))) saveStack(shown)
  }, [features])
  const others = own.filter((id) => !ids.includes(id))
  if (others.length === 0) return null
  return (
    <p>
      This is not your own stack, which has {own.length === 1 ? "1 feature" : `${own.length} features`}.{" "}
      <AudienceLink to="/stack" query={{ features: own.join(",") }}>
        Open your stack
      </AudienceLink>{" "}
      or{" "}
      <AudienceLink to="/stack" query={{ features: [...new Set([...own, ...ids])].join(",") }}>
        add these features to it
      </AudienceLink>
      .{" "}
      <button type="button" onClick={() => saveStack(ids)}>
        Replace your stack
      </button>
    </p>
  )
}
