// What an import brought, and sums of it, for components, which know the resources alone.
export type { ImportReport } from "../audience/import"
export { visitsOfUsage, visitsOfVersions } from "../audience/usage"
