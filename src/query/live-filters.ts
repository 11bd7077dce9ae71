import { useEffect, useRef, useState } from "react"

/** Milliseconds after the last key before the filters are asked about. */
const pause = 250

type Filters = Readonly<Record<string, string | number | undefined>>

/**
 * Filters that apply as the visitor goes: `change` takes what a form holds, and after a pause it is the query that
 * the page asks. The address follows at once, in place of its entry in the history and without Gatsby, which would
 * load page data for it; so a reload, a bookmark and the form without scripts show the same.
 *
 * @param initial the query that the server rendered
 * @param numeric the names whose values are numbers on the server, so that both ask the same question
 */
export function useLiveFilters<Query extends Filters>(
  initial: Query,
  numeric: readonly (keyof Query & string)[],
) {
  const [query, setQuery] = useState(initial)
  const [rendered, setRendered] = useState(initial)
  if (rendered !== initial) {
    // A navigation brought another page of the same kind, which React draws into this one.
    setRendered(initial)
    setQuery(initial)
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  function change(form: HTMLFormElement) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const values = filtersIn(form)
      const { pathname, hash } = window.location
      const search = new URLSearchParams(values).toString()
      window.history.replaceState(window.history.state, "", pathname + (search && `?${search}`) + hash)
      setQuery(withNumbers(values, numeric) as Query)
    }, pause)
  }
  return [query, change] as const
}

/** What a form of filters would send, without what is empty. */
export function filtersIn(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ""))
}

/** A value that is no number stays as it was typed, for the server to say so. */
function withNumbers(values: Record<string, string>, numeric: readonly string[]) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      numeric.includes(name) && Number.isFinite(Number(value)) ? Number(value) : value,
    ]),
  )
}
