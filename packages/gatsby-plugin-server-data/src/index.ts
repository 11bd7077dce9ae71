/** The exports for getServerData. They include all exports of ./endpoint. Page components import ./client instead. */
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
