import { namesIn, normalizeName } from "./column-names"

/** Columns of tables with one row for each visit or request. Tables with counts do not have such columns. */
const perVisit: ReadonlySet<string> = namesIn(`
  Time | Timestamp | @timestamp | Date time | Datetime | Time local | Time ISO8601 | Created at | Logged at | Added ISO
  Event time | Request time | Visit time | Start time | Server time | Epoch | Visited at | Occurred at
  Time micros | C IP | IP | IP address | Client IP | Remote address | Remote addr | Remote IP | Client address | IP hash | Host IP
  Request ID | Visit ID | Visitor ID | Session ID | User ID | Client ID | Event ID | Distinct ID | UUID
  Zeitstempel | Uhrzeit | Horodatage | Heure | Fecha y hora | Hora | Data e ora | Data e hora | Ora | Tijdstip | Tijd
  Znacznik czasu | Czas | タイムスタンプ | 日時
`)

/** Columns of logs that contain numbers which are not counts. */
const logFields: ReadonlySet<string> = namesIn(`
  Status | Status code | HTTP status | Code | Response code | Bytes | Bytes sent | Size | Response size | Body bytes sent
  Port | Duration | Duration ms | Latency | Response time | Elapsed | Time taken | ID | Line | Width | Height
  Screen width | Screen height | Viewport width | Viewport height | Year | Month | Day | Hour | Minute | Weekday | Date
  Session | Visitor | User | Hits | Requests | Connection requests | Bounce | Is bot | Bot | First visit | Version
  Event | Index | No | Row
`)

export function isPerVisitName(name: string): boolean {
  return perVisit.has(normalizeName(name))
}

/** Fields of W3C extended logs, which the logs of Google Cloud Storage also have: `sc-status`, `cs_bytes`. */
const w3cField = /^(?:cs|sc|time[_-]taken)[_(-]/i

/** Whether numbers in a column with this name do not count visits. */
export function isLogField(name: string): boolean {
  return isPerVisitName(name) || w3cField.test(name) || logFields.has(normalizeName(name))
}
