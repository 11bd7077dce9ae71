import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { runAudienceCommand } from "#command-line/audience-command"

export const root = resolve(__dirname, "../../..")

/** The directory of the command's database. */
export const folder = mkdtempSync(join(tmpdir(), "reachline-audience-"))
afterAll(() => rmSync(folder, { recursive: true }))

type Result = { status: number; out: string; error: string }

/** Runs the command in this process, in the folder of the example exports. */
export async function run(args: string[], env: Record<string, string> = {}): Promise<Result> {
  const result: Result = { status: 0, out: "", error: "" }
  const out = jest.spyOn(console, "log").mockImplementation((text) => {
    result.out += `${text}\n`
  })
  const error = jest.spyOn(console, "error").mockImplementation((text) => {
    result.error += `${text}\n`
  })
  const before = process.env
  process.env = { ...before, DATA_DIR: folder, ...env }
  try {
    result.status = await runAudienceCommand(args, join(root, "__tests__/unit/import/exports"))
  } finally {
    process.env = before
    out.mockRestore()
    error.mockRestore()
  }
  return result
}
