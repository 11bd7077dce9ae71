import { useSelector } from "react-redux"
import { regionName } from "#audience/regions"
import { isRegionId } from "#components/ui/audience-name"
import { api } from "#query/api"

/**
 * Returns the name of an audience. The name of a saved audience is its label in the newest cached response, or its slug
 * if no cached response contains it.
 */
export function useAudienceName(id: string): string {
  const isRegion = isRegionId(id)
  const label = useSelector((state: State) => (isRegion ? undefined : newestLabel(state, id)))
  return isRegion ? regionName(id) : (label ?? id)
}

type State = Record<typeof api.reducerPath, ReturnType<typeof api.reducer>>
type Labelled = { id?: string; label?: string }
/**
 * A cached response can contain the label of an audience in the response itself, in its `audience` or in its `items`.
 */
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
