import { useLayoutEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { endNavigation } from "#components/layout/navigation-progress"
import { percentText } from "#components/ui/percent-text"

/** The delay between the last change of the form and the update of the query. */
const pauseMs = 250

/** If the form does not change for this time, the next change creates a history entry. */
const restMs = 1_000

type Filters = Readonly<Record<string, string | number | undefined>>

/**
 * Filters that apply while the visitor types.
 * - `change` reads the form and puts its values into the address at once. It does not navigate with Gatsby, because
 *   Gatsby would load page data. After a pause, the returned `query` gets the values.
 * - The first change after one second without changes creates a history entry, so that Back returns to the results
 *   before this change. When the visitor goes back to the initial address, `version` changes. The component must then
 *   render the form again with the initial values.
 * - `submit` does the same as `change`, but `query` gets the values without a pause.
 * - A click on a link ends the pause, so that the link contains the current filters.
 *
 * Reloading the address, opening it as a bookmark and sending the form without scripts all show the same page.
 *
 * @param initial the query that the server rendered
 * @param visit identifies a navigation. Each navigation starts with the query that the server rendered
 * @param numeric names of the filters whose values are numbers on the server. The browser must use numbers too, so that
 * both sides have equal query arguments
 */
export function useLiveFilters<Query extends Filters>(
  initial: Query,
  visit: string,
  numeric: readonly (keyof Query & string)[],
) {
  const [state, setState] = useState({ visit, query: initial, version: 0 })
  const own = useRef("")
  const lastChangeMs = useRef(0)
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; apply(): void }>(undefined)

  // A layout effect runs before the effects of the form, which may call `change`.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each navigation resets the filters
  useLayoutEffect(() => {
    const start = address()
    own.current = start
    lastChangeMs.current = 0
    // If the visitor goes back to this address, Gatsby does nothing, because the filters changed the address without
    // Gatsby.
    const followBack = () => {
      if (address() !== start || own.current === start) return
      own.current = start
      lastChangeMs.current = 0
      clearTimeout(waiting.current?.timer)
      waiting.current = undefined
      setState(({ version }) => ({ visit, query: initial, version: version + 1 }))
      endNavigation()
    }
    const followLink = ({ target }: MouseEvent) => {
      const { apply } = waiting.current ?? {}
      if (apply && target instanceof Element && target.closest("a")) flushSync(apply)
    }
    // Listens in the capture phase, to run before Gatsby's router, which listens in the bubbling phase.
    document.addEventListener("click", followLink, { capture: true })
    window.addEventListener("popstate", followBack)
    return () => {
      window.removeEventListener("popstate", followBack)
      document.removeEventListener("click", followLink, { capture: true })
      // Text that was typed before a navigation must not change the new address.
      clearTimeout(waiting.current?.timer)
      waiting.current = undefined
    }
  }, [visit])

  function change(form: HTMLFormElement) {
    clearTimeout(waiting.current?.timer)
    waiting.current = undefined
    // After Back, the address changes at once, but this page stays visible until the previous page is loaded. The
    // address then belongs to the previous page, and the form must not change it.
    if (address() !== own.current) return
    const values = filtersIn(form)
    const { pathname, hash } = window.location
    const search = new URLSearchParams(values).toString()
    const url = pathname + (search && `?${search}`) + hash
    const now = Date.now()
    if (now - lastChangeMs.current < restMs) window.history.replaceState(window.history.state, "", url)
    else if (url !== address() + hash) window.history.pushState({ key: String(now) }, "", url)
    lastChangeMs.current = now
    own.current = address()
    const apply = () => {
      clearTimeout(timer)
      waiting.current = undefined
      if (address() !== own.current) return
      setState(({ version }) => ({ visit, query: withNumbers(values, numeric) as Query, version }))
    }
    const timer = setTimeout(apply, pauseMs)
    waiting.current = { timer, apply }
  }

  function submit(form: HTMLFormElement) {
    change(form)
    waiting.current?.apply()
  }

  return {
    query: state.visit === visit ? state.query : initial,
    version: state.version,
    change,
    submit,
  }
}

/** Returns the address without the hash, because a link to a part of a page does not leave the page. */
const address = () => window.location.pathname + window.location.search

/** Returns the values that a form would send. Trims the values and omits empty values. */
export function filtersIn(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ""))
}

/** Converts values such as `5` and `95%` to numbers. Other values stay texts, which the server validates. */
function withNumbers(values: Record<string, string>, numeric: readonly string[]) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const text = numeric.includes(name) ? percentText(value) : ""
      return [name, String(Number(text)) === text ? Number(text) : value]
    }),
  )
}
