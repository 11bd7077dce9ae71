import { readFileSync } from "node:fs"
import type { Result } from "axe-core"
import type { Page } from "playwright-core"

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")

type Rules = "all" | "colours"

// Returns only the number of passed rules, because the report of their nodes is larger than the page.
const run = (rules: Rules) => `axe
  .run({
    resultTypes: ["violations"],
    ...(${rules === "colours"} ? { runOnly: ["cat.color"] } : {}),
    rules: { "target-size": { enabled: true } },
  })
  .then(({ violations, passes }) => ({ violations, passed: passes.length }))`

export async function violationsIn(page: Page, rules: Rules = "all") {
  // Evaluates the script through Chromium's debugger, to which the Content-Security-Policy does not apply.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe)
  const { violations, passed } = (await page.evaluate(run(rules))) as { violations: Result[]; passed: number }
  expect(passed).toBeGreaterThan(rules === "all" ? 10 : 0)
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 150)) }))
}
