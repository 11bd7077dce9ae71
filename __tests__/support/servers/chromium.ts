import { type Browser, chromium } from "playwright-core"
import { chromiumArguments, findChromium } from "../scripts"

const options = () => {
  const { executablePath, env } = findChromium()
  return {
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: chromiumArguments,
  }
}

export const launchChromiumServer = () => chromium.launchServer(options())

export const launchChromium = (): Promise<Browser> => chromium.launch(options())
