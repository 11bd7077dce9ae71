import React from "react"
import { AudienceLink } from "../ui/audience-context"
import * as styles from "./stack-link.module.css"
import { useLinkedStack } from "./use-linked-stack"

/** The link of the header to the visitor's stack, with the number of its features: “Stack (3)”. */
export function StackLink({ current }: { current?: "page" | "true" }) {
  const stack = useLinkedStack()
  return (
    <AudienceLink
      className={styles.link}
      to="/stack"
      query={{ features: stack.join(",") }}
      aria-current={current}
    >
      Stack{stack.length > 0 && <span className={styles.count}> ({stack.length})</span>}
    </AudienceLink>
  )
}
