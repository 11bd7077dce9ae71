import React, { type ReactNode, useEffect, useRef } from "react"

/** A heading that takes the focus when it appears. Use it if the focused element disappears at the same time. */
export function FocusedHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
