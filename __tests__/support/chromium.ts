import { type Browser, chromium } from "playwright-core"
import { chromiumArguments, findChromium } from "../../scripts/chromium"

/** Chromium without a window. */
export function launchChromium(): Promise<Browser> {
  const { executablePath, env } = findChromium()
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: chromiumArguments,
  })
}
