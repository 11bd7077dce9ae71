import React from "react"
import { AudienceLink } from "../ui/audience-context"
import { VisuallyHidden } from "../ui/visually-hidden"
import { useLinkedStack } from "./use-linked-stack"
import { maxStackFeatures, readStack, saveStack } from "./use-stack"

/**
 * Adds a feature or a part to the visitor's stack, and then links to the stack. Without scripts, the link opens the stack
 * with the feature.
 * @param id the id of a feature, or the compat key of a part
 */
export function AddToStack({ id, name, className }: { id: string; name: string; className?: string }) {
  const stack = useLinkedStack()
  const isAdded = stack.includes(id)
  return (
    <AudienceLink
      className={className}
      to="/stack"
      query={{ features: (isAdded ? stack : [...stack, id]).join(",") }}
      onClick={(event) => {
        const own = readStack()
        const isNewTab = event.ctrlKey || event.metaKey || event.shiftKey
        // The server reports a stack that is too large.
        if (isAdded || isNewTab || own.length >= maxStackFeatures) return
        event.preventDefault()
        saveStack([...own, id])
      }}
    >
      <span aria-live="polite">{isAdded ? "In your stack" : "Add to stack"}</span>
      <VisuallyHidden> {name}</VisuallyHidden>
    </AudienceLink>
  )
}
