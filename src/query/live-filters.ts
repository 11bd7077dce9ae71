import { useEffect, useRef, useState } from "react"

/** Milliseconds after the last key before the filters are asked about. */
const pause = 250

type Filters = Readonly<Record<string, string | number | undefined>>

/**
 * Filters that apply as the visitor goes. `change` takes a form as it is: the address follows at once, in place of
 * its entry in the history and without Gatsby, which would load page data for it; after a pause, what the form
 * holds is the query that the page asks. So a reload, a bookmark and the form without scripts show the same.
 *
 * @param initial the query that the server rendered
 * @param visit what tells one navigation from the next (`location.key`): each begins with what the server rendered
 * @param numeric the names whose values are numbers on the server, so that both ask the same question
 */
export function useLiveFilters<Query extends Filters>(
  initial: Query,
  visit: string | undefined,
  numeric: readonly (keyof Query & string)[],
) {
  const [state, setState] = useState({ visit, query: initial })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // What was typed before a navigation is not to overwrite where it led.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clean-up is for the visit that ends
  useEffect(() => () => clearTimeout(timer.current), [visit])

  function change(form: HTMLFormElement) {
    clearTimeout(timer.current)
    const values = filtersIn(form)
    const { pathname, hash } = window.location
    const search = new URLSearchParams(values).toString()
    window.history.replaceState(window.history.state, "", pathname + (search && `?${search}`) + hash)
    timer.current = setTimeout(() => {
      setState({ visit, query: withNumbers(values, numeric) as Query })
    }, pause)
  }
  return [state.visit === visit ? state.query : initial, change] as const
}

/** What a form of filters would send, without what is empty. */
export function filtersIn(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ""))
}

/** Numbers as the server writes them; whatever else was typed stays as it is, for the server to judge. */
function withNumbers(values: Record<string, string>, numeric: readonly string[]) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      numeric.includes(name) && String(Number(value)) === value ? Number(value) : value,
    ]),
  )
}
