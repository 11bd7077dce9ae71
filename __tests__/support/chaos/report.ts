import { writeReport } from "../inputs/write-report"
import type { Journal } from "./journal"

export function reportOf(
  journal: Journal,
  notes: { seed: number; lost: readonly string[]; saves: number; skipped: readonly string[] },
): string {
  const { counts, episodes, wrong, started, slowestMs } = journal
  const minutes = ((Date.now() - started) / 60_000).toFixed(1)
  const verdicts = ["correct", "unavailable", "broken", "busy", "wrong"] as const
  const row = (cells: readonly unknown[]) =>
    cells.map((cell, index) => (index ? String(cell).padStart(12) : String(cell).padEnd(36))).join("")
  const byFault = new Map<string, number[]>()
  for (const { fault, recoveryMs = Number.POSITIVE_INFINITY } of episodes)
    byFault.set(fault, [...(byFault.get(fault) ?? []), recoveryMs])
  const text = [
    `Chaos of ${minutes} minutes, seed ${notes.seed}`,
    "",
    row(["responses", ...verdicts]),
    ...[...counts].map(([journey, each]) =>
      row([journey, ...verdicts.map((verdict) => each.get(verdict) ?? 0)]),
    ),
    "",
    row(["faults", "times", "recovery ms"]),
    ...[...byFault].map(([fault, times]) => row([fault, times.length, Math.max(...times)])),
    ...notes.skipped,
    "",
    `Slowest response: ${slowestMs} ms. Acknowledged saves: ${notes.saves}. Audiences with lost saves: ${notes.lost.length}.`,
    ...notes.lost,
    ...wrong.slice(0, 100),
  ].join("\n")
  writeReport("chaos", text)
  return text
}
