import { useEffect, useRef, useState } from "react"

/**
 * Focuses the first invalid field after a submit, unless the visitor has moved on to another field. A screen reader then
 * reads the field's error. `busy` means that the submit is in progress.
 */
export function useErrorFocus(busy: boolean) {
  const form = useRef<HTMLFormElement>(null)
  const isSent = useRef(false)
  const wasBusy = useRef(false)
  const [, render] = useState(0)
  useEffect(() => {
    const hasEnded = wasBusy.current && !busy
    wasBusy.current = busy
    if (busy || !isSent.current) return
    const invalid = form.current?.querySelector<HTMLElement>("[aria-invalid=true]")
    invalid?.focus()
    if (invalid || hasEnded) isSent.current = false
  })
  const cancel = () => {
    isSent.current = false
  }
  return {
    form: {
      ref: form,
      onChange: cancel,
      onFocus: cancel,
    },
    onSent: () => {
      isSent.current = true
      render((count) => count + 1)
    },
  }
}
