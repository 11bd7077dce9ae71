import { useAudienceChoice } from "../ui/audience-context"
import { useStack } from "./use-stack"

/** Returns the visitor's own stack, or the stack that the links carry without scripts. */
export function useLinkedStack(): readonly string[] {
  const own = useStack()
  const { features } = useAudienceChoice()
  return own.length > 0 ? own : (features?.split(",") ?? [])
}
