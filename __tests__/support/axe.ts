import { readFileSync } from "node:fs"
import type { AxeResults } from "axe-core"
import type { Page } from "playwright-core"

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")

/** What axe-core finds wrong with a page, as it is now. */
export async function violationsIn(page: Page) {
  // Evaluated by the debugger, which no Content-Security-Policy binds.
  await page.evaluate(axe)
  const { violations, passes } = (await page.evaluate(
    "axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })",
  )) as AxeResults
  expect(passes.length).toBeGreaterThan(10)
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 150)) }))
}
