import { useSelector } from "react-redux"
import { regionName } from "../audience/regions"
import { api } from "../query/api"

/** A region has its own name. A saved audience has the label of the newest cached response, or else its id. */
export function useAudienceName(id: string): string {
  const isRegion = /^(world|[A-Z]{2}|alt-[a-z]{2})$/.test(id)
  const label = useSelector((state: State) => (isRegion ? undefined : newestLabel(state, id)))
  return isRegion ? regionName(id) : (label ?? id)
}

type State = Record<typeof api.reducerPath, ReturnType<typeof api.reducer>>
type Labelled = { id?: string; label?: string }
/** Figures contain their audience, an audience is one itself, and a list has items. */
type Mention = Labelled & { audience?: Labelled; items?: readonly Labelled[] }

function newestLabel(state: State, id: string): string | undefined {
  const newestFirst = Object.values(state[api.reducerPath].queries).sort(
    (a, b) => (b?.fulfilledTimeStamp ?? 0) - (a?.fulfilledTimeStamp ?? 0),
  )
  for (const query of newestFirst) {
    const data = (query?.data ?? {}) as Mention
    const found = [data.audience, data, ...(data.items ?? [])].find((mention) => mention?.id === id)
    if (found?.label !== undefined) return found.label
  }
}
