import type { ImportMessage } from "#app/import-worker"
import type { ImportReport } from "#import"

/** The report about 98 visits with Chrome 120 and 2 with an unknown browser. */
export const readReport: ImportReport = {
  format: "analytics",
  unit: "visits",
  browsers: { chrome: { "120": 98 } },
  unknown: { visits: 2, names: [] },
  counted: 1,
  lowerBounds: { visits: 0 },
  bots: { visits: 0, names: [] },
  skipped: { total: 0, examples: [] },
  ignoredColumns: [],
}

/** Replaces the worker that reads a file: each file results in the message of `imported`. */
export function provideReadingWorker(imported: () => ImportMessage): void {
  window.Worker = class {
    onmessage?: (event: { data: ImportMessage }) => void
    postMessage = () => this.onmessage?.({ data: imported() })
    terminate = () => undefined
  } as never
}
