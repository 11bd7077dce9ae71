import { useLayoutEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"

/** Milliseconds after the last key before the filters are asked about. */
const pause = 250

type Filters = Readonly<Record<string, string | number | undefined>>

/**
 * Filters that apply as the visitor goes. `change` takes a form as it is: the address follows at once, in place of
 * its entry in the history and without Gatsby, which would load page data for it; after a pause, what the form
 * holds is the query that the page asks. `submit` does the same without the pause, which a link ends as well: it is
 * drawn anew before it is followed. So a reload, a bookmark and the form without scripts show the same.
 *
 * @param initial the query that the server rendered
 * @param visit what tells one navigation from the next: each begins with what the server rendered
 * @param numeric the names whose values are numbers on the server, so that both ask the same question
 */
export function useLiveFilters<Query extends Filters>(
  initial: Query,
  visit: string,
  numeric: readonly (keyof Query & string)[],
) {
  const [state, setState] = useState({ visit, query: initial })
  const own = useRef("")
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; ask(): void }>(undefined)

  // In front of the effects of the form, which may have something to tell by then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each navigation begins anew
  useLayoutEffect(() => {
    own.current = address()
    const followLink = ({ target }: MouseEvent) => {
      const { ask } = waiting.current ?? {}
      if (ask && target instanceof Element && target.closest("a")) flushSync(ask)
    }
    // On its way down: the router listens on the way up.
    document.addEventListener("click", followLink, { capture: true })
    return () => {
      document.removeEventListener("click", followLink, { capture: true })
      // What was typed before a navigation is not to overwrite where it led.
      clearTimeout(waiting.current?.timer)
      waiting.current = undefined
    }
  }, [visit])

  function change(form: HTMLFormElement) {
    clearTimeout(waiting.current?.timer)
    waiting.current = undefined
    // After Back the address is the other page's already, while this one stands until that is loaded.
    if (address() !== own.current) return
    const values = filtersIn(form)
    const { pathname, hash } = window.location
    const search = new URLSearchParams(values).toString()
    window.history.replaceState(window.history.state, "", pathname + (search && `?${search}`) + hash)
    own.current = address()
    const ask = () => {
      clearTimeout(timer)
      waiting.current = undefined
      if (address() !== own.current) return
      setState({ visit, query: withNumbers(values, numeric) as Query })
    }
    const timer = setTimeout(ask, pause)
    waiting.current = { timer, ask }
  }

  function submit(form: HTMLFormElement) {
    change(form)
    waiting.current?.ask()
  }

  return { query: state.visit === visit ? state.query : initial, change, submit }
}

/** What tells this page's address from another's: a link to a part of a page does not leave it. */
const address = () => window.location.pathname + window.location.search

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
