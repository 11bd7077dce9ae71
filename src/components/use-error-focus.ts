import { useEffect, useRef, useState } from "react"

/**
 * Leads who has sent a form to its first field that is wrong, where a screen reader reads why: as soon as that is known,
 * unless they have turned to another field meanwhile.
 * @param busy whether the form is on its way
 * @returns what the form takes, and what is called once it was sent
 */
export function useErrorFocus(busy: boolean) {
  const form = useRef<HTMLFormElement>(null)
  const isSent = useRef(false)
  const wasBusy = useRef(false)
  const [, draw] = useState(0)
  useEffect(() => {
    const hasEnded = wasBusy.current && !busy
    wasBusy.current = busy
    if (busy || !isSent.current) return
    const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid=true]")
    wrong?.focus()
    if (wrong || hasEnded) isSent.current = false
  })
  const turnedAway = () => {
    isSent.current = false
  }
  return {
    form: {
      ref: form,
      onChange: turnedAway,
      onFocus: turnedAway,
    },
    onSent: () => {
      isSent.current = true
      draw((times) => times + 1)
    },
  }
}
