import { Link } from "gatsby"
import React, { createContext, type ReactNode, useContext, useEffect, useState } from "react"

/** The audience as the address names it, with what the visitor typed for it. */
export type ChosenAudience = {
  audience?: string
  browsers?: string
  of?: string
}

const AudienceContext = createContext<ChosenAudience>({})

export const useChosenAudience = () => useContext(AudienceContext)

export function audienceIn(query: Readonly<Record<string, unknown>>): ChosenAudience {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined)
  return { audience: text(query.audience), browsers: text(query.browsers), of: text(query.of) }
}

/**
 * Tells what is drawn inside which audience every link keeps. A prerendered page does not know its visitor's
 * query (`query` is undefined): there the links follow the address once the page is alive.
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
  const [fromAddress, setFromAddress] = useState<ChosenAudience>({})
  const prerendered = query === undefined
  useEffect(() => {
    if (prerendered) setFromAddress(audienceIn(Object.fromEntries(new URLSearchParams(search))))
  }, [prerendered, search])
  return (
    <AudienceContext.Provider value={prerendered ? fromAddress : audienceIn(query)}>
      {children}
    </AudienceContext.Provider>
  )
}

type Parameters = Readonly<Record<string, string | number | undefined>>

export function withQuery(path: string, parameters: Parameters): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** A link within the site, which keeps the audience. `query`: what the target is asked besides. */
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
}) {
  return <Link {...rest} to={withQuery(to, { ...useChosenAudience(), ...query })} />
}

/** The audience as hidden fields of a GET form that is about something else; `without` the one that it has a field for. */
export function AudienceFields({ without }: { without?: keyof ChosenAudience }) {
  return Object.entries(useChosenAudience()).map(
    ([name, value]) =>
      value && name !== without && <input key={name} type="hidden" name={name} value={value} />,
  )
}
