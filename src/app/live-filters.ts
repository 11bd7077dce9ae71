import { useLayoutEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"

/** Milliseconds after the last key before the filters are applied. */
const pauseMs = 250

type Filters = Readonly<Record<string, string | number | undefined>>

/**
 * Filters that apply while the visitor types. `change` reads a form: the address changes at once, without Gatsby, which
 * would load page data for it, and after a pause the page's query has the form's values. `submit` does the same without
 * the pause. A click on a link ends the pause too, so that the link has the current filters. A reload, a bookmark and the
 * form without scripts show the same page.
 *
 * @param initial the query that the server rendered
 * @param visit identifies a navigation. Each navigation starts with the query that the server rendered
 * @param numeric names whose values are numbers on the server, so that both sides have equal arguments
 */
export function useLiveFilters<Query extends Filters>(
  initial: Query,
  visit: string,
  numeric: readonly (keyof Query & string)[],
) {
  const [state, setState] = useState({ visit, query: initial })
  const own = useRef("")
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; apply(): void }>(undefined)

  // A layout effect runs before the effects of the form, which may call `change`.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each navigation resets the filters
  useLayoutEffect(() => {
    own.current = address()
    const followLink = ({ target }: MouseEvent) => {
      const { apply } = waiting.current ?? {}
      if (apply && target instanceof Element && target.closest("a")) flushSync(apply)
    }
    // In the capture phase: the router listens in the bubbling phase.
    document.addEventListener("click", followLink, { capture: true })
    return () => {
      document.removeEventListener("click", followLink, { capture: true })
      // Text that was typed before a navigation must not change the new address.
      clearTimeout(waiting.current?.timer)
      waiting.current = undefined
    }
  }, [visit])

  function change(form: HTMLFormElement) {
    clearTimeout(waiting.current?.timer)
    waiting.current = undefined
    // After Back the address is already the other page's, while this page is shown until that one is loaded.
    if (address() !== own.current) return
    const values = filtersIn(form)
    const { pathname, hash } = window.location
    const search = new URLSearchParams(values).toString()
    window.history.replaceState(window.history.state, "", pathname + (search && `?${search}`) + hash)
    own.current = address()
    const apply = () => {
      clearTimeout(timer)
      waiting.current = undefined
      if (address() !== own.current) return
      setState({ visit, query: withNumbers(values, numeric) as Query })
    }
    const timer = setTimeout(apply, pauseMs)
    waiting.current = { timer, apply }
  }

  function submit(form: HTMLFormElement) {
    change(form)
    waiting.current?.apply()
  }

  return { query: state.visit === visit ? state.query : initial, change, submit }
}

/** Without the hash: a link to a part of a page does not leave the page. */
const address = () => window.location.pathname + window.location.search

/** The values that a form would send, trimmed and without empty ones. */
export function filtersIn(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ""))
}

/** Numbers in the form that the server writes. Other text stays unchanged, and the server validates it. */
function withNumbers(values: Record<string, string>, numeric: readonly string[]) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      numeric.includes(name) && String(Number(value)) === value ? Number(value) : value,
    ]),
  )
}
