// What an import brought, for components, which know the resources alone.
export type { ImportReport } from "../audience/import"
