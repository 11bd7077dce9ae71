import React, { type ComponentProps, useEffect, useRef } from "react"

export function SearchInput(props: Omit<ComponentProps<"input">, "name"> & { name: string }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event
      if (key !== "/" || ctrlKey || metaKey || altKey || isTyping(target)) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener("keydown", onKey)
    return () => document.removeEventListener("keydown", onKey)
  }, [])
  return (
    <input
      placeholder="grid, :has, view transitions"
      {...props}
      ref={input}
      type="search"
      aria-keyshortcuts="/"
    />
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input, select, textarea, [contenteditable]")
}
