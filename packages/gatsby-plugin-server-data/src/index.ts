/** For getServerData: everything that ./endpoint exports, and pages. The browser's part is ./client. */
export * from "./endpoint"
export {
  createServerData,
  type ErrorProps,
  type ExtendRequest,
  type Extension,
  type PageOptions,
  type ServerDataOf,
  type ServerDataOptions,
  type ServerDataResult,
} from "./server-data"
