import { Link } from "gatsby"
import React, { createContext, type MouseEvent, type ReactNode, useContext, useEffect, useState } from "react"
import { useHydrated } from "./use-hydrated"

/** The parameters that every link keeps: the audience, the target and the stack. The values come from the address and may be invalid. */
export type AudienceChoice = {
  audience?: string
  browsers?: string
  of?: string
  target?: string
  /** The stack of a visitor without scripts. With scripts, the browser keeps the stack. */
  features?: string
}

const AudienceContext = createContext<AudienceChoice>({})

export const useAudienceChoice = () => useContext(AudienceContext)

export function audienceChoiceIn(query: Readonly<Record<string, unknown>>): AudienceChoice {
  const text = (value: unknown) =>
    typeof value === "number" || (typeof value === "string" && value !== "") ? String(value) : undefined
  const { audience, browsers, of, target, features } = query
  return {
    audience: text(audience),
    browsers: text(browsers),
    of: text(of),
    target: text(target),
    features: text(features),
  }
}

/**
 * Provides the audience that every link keeps. On a prerendered page `query` is undefined. The links then get the
 * audience from the address (`search`) after hydration.
 */
export function AudienceProvider({
  query,
  search,
  children,
}: {
  query: Readonly<Record<string, unknown>> | undefined
  search: string
  children: ReactNode
}) {
  const [fromAddress, setFromAddress] = useState<AudienceChoice>({})
  const prerendered = query === undefined
  useEffect(() => {
    if (prerendered) setFromAddress(audienceChoiceIn(Object.fromEntries(new URLSearchParams(search))))
  }, [prerendered, search])
  const isHydrated = useHydrated()
  const choice = prerendered ? fromAddress : audienceChoiceIn(query)
  return (
    <AudienceContext.Provider value={isHydrated ? { ...choice, features: undefined } : choice}>
      {children}
    </AudienceContext.Provider>
  )
}

type Parameters = Readonly<Record<string, string | number | undefined>>

/** Adds parameters to a path, before its fragment. Leaves empty values out. */
export function withQuery(path: string, parameters: Parameters): string {
  const [page, fragment] = path.split("#")
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") query.set(name, String(value))
  }
  const text = query.toString()
  return `${page}${text && `?${text}`}${fragment ? `#${fragment}` : ""}`
}

/** A link within the site that keeps the audience. `query` contains further parameters. */
export function AudienceLink({
  to,
  query,
  ...rest
}: {
  to: string
  query?: Parameters
  children: ReactNode
  className?: string
  activeClassName?: string
  "aria-current"?: "page" | "true"
  "aria-label"?: string
  rel?: string
  title?: string
  onClick?(event: MouseEvent): void
}) {
  return <Link {...rest} to={withQuery(to, { ...useAudienceChoice(), ...query })} />
}

/** Renders the audience as hidden fields of a GET form. Omits the parameter `without`, which has a visible field. */
export function AudienceFields({ without }: { without?: keyof AudienceChoice }) {
  return Object.entries(useAudienceChoice()).map(
    ([name, value]) =>
      value && name !== without && <input key={name} type="hidden" name={name} value={value} />,
  )
}
