import { readFileSync } from "node:fs"
import type { Result } from "axe-core"
import type { Page } from "playwright-core"

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")

// What passed, node by node, is more than the page itself: only how many rules did is brought over.
const run = `axe
  .run({ resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })
  .then(({ violations, passes }) => ({ violations, passed: passes.length }))`

/** What axe-core finds wrong with a page, as it is now. */
export async function violationsIn(page: Page) {
  // Evaluated by the debugger, which no Content-Security-Policy binds; once a document, which costs as much as a run.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe)
  const { violations, passed } = (await page.evaluate(run)) as { violations: Result[]; passed: number }
  expect(passed).toBeGreaterThan(10)
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 150)) }))
}
