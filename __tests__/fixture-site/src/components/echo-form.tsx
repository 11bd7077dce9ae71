import { withPrefix } from "gatsby"
import React from "react"

/** A form with the values of the request, on the echo page and on its error page. */
export function EchoForm({ value }: { value: Record<string, unknown> }) {
  return (
    <form action={withPrefix("/echo")}>
      {["q", "min", "sort"].map((name) => (
        <input key={name} name={name} defaultValue={String(value[name] ?? "")} />
      ))}
    </form>
  )
}
