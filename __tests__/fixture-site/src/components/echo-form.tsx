import { withPrefix } from "gatsby"
import React from "react"

/** Shows what was sent: the echo page draws it, and the page of a 400 keeps it filled. */
export function EchoForm({ value }: { value: Record<string, unknown> }) {
  return (
    <form action={withPrefix("/echo")}>
      {["q", "min", "sort"].map((name) => (
        <input key={name} name={name} defaultValue={String(value[name] ?? "")} />
      ))}
    </form>
  )
}
