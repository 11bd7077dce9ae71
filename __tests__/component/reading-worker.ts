import type { ImportReport } from "../../src/audience/import"
import type { ImportMessage } from "../../src/site/import-worker"

/** What 98 visits with Chrome 120 and 2 with who knows what are read as. */
export const readReport: ImportReport = {
  format: "analytics",
  unit: "visits",
  browsers: { chrome: { "120": 98 } },
  unknown: { visits: 2, names: [] },
  counted: 1,
  bots: 0,
  skipped: { total: 0, examples: [] },
}

/** In the place of the worker that reads a file in the browser: whatever the file, it comes to what `imported` tells. */
export function provideReadingWorker(imported: () => ImportMessage): void {
  window.Worker = class {
    onmessage?: (event: { data: ImportMessage }) => void
    postMessage = () => this.onmessage?.({ data: imported() })
    terminate = () => undefined
  } as never
}
