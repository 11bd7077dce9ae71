import { useCallback } from "react"
import { useSelector } from "react-redux"
import { regionName } from "../audience/regions"
import { api } from "../query/api"

/**
 * The name of an audience that an address has: a region's by its code, a saved one's as the newest answer about it told
 * it, and before there is one, what the address has.
 */
export function useAudienceName(id: string): string {
  const isRegion = /^(world|[A-Z]{2}|alt-[a-z]{2})$/.test(id)
  // Asked again at each change of the store: for a region, which most visitors have, there is nothing to look for.
  const told = useSelector(
    useCallback((state: State) => (isRegion ? undefined : newestLabel(state, id)), [id, isRegion]),
  )
  return isRegion ? regionName(id) : (told ?? id)
}

/** Of RTK Query's state as much as is read here. */
interface State {
  [api.reducerPath]: {
    queries: Readonly<Record<string, { data?: unknown; fulfilledTimeStamp?: number } | undefined>>
  }
}

interface Named {
  id?: unknown
  label?: unknown
}

/** Most answers name the audience that they are about; that about one is the audience itself, and the list has many. */
interface Naming extends Named {
  audience?: Named
  items?: readonly Named[]
}

function newestLabel(state: State, id: string): string | undefined {
  let newest: { label: string; time: number } | undefined
  for (const query of Object.values(state[api.reducerPath].queries)) {
    const { audience, items = [], ...itself } = (query?.data ?? {}) as Naming
    const label = [audience, itself, ...items].find((named) => named?.id === id)?.label
    const time = query?.fulfilledTimeStamp ?? 0
    if (typeof label === "string" && !(newest && newest.time > time)) newest = { label, time }
  }
  return newest?.label
}
