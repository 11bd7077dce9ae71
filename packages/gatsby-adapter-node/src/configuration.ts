import { isIP } from "node:net"
import { StartupError } from "./errors"

export type Configuration = {
  port: number
  host: string
  /** The port of /healthz, /readyz and /metrics. If undefined, the main port serves these paths. */
  adminPort: number | undefined
  workers: number
  cacheMegabytes: number
  trustProxy: boolean | string[]
  logLevel: string
}

type Environment = Readonly<Record<string, string | undefined>>

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"]

/** Reads the settings from environment variables. @throws StartupError for an invalid value */
export function readConfiguration(env: Environment): Configuration {
  const port = wholeNumber(env, "PORT", { defaultValue: 9_000, min: 1, max: 65_535 })
  const adminPort = env.ADMIN_PORT
    ? wholeNumber(env, "ADMIN_PORT", { defaultValue: 0, min: 1, max: 65_535 })
    : undefined
  if (adminPort === port) throw new StartupError(`ADMIN_PORT must differ from PORT (${port}).`)
  const logLevel = env.LOG_LEVEL || "info"
  if (!logLevels.includes(logLevel)) {
    throw new StartupError(`LOG_LEVEL must be one of ${logLevels.join(", ")}, not “${logLevel}”.`)
  }
  return {
    port,
    host: env.HOST || "localhost",
    adminPort,
    workers: wholeNumber(env, "WEB_CONCURRENCY", { defaultValue: 1, min: 1, max: 64 }),
    cacheMegabytes: wholeNumber(env, "CACHE_MAX_MB", { defaultValue: 64, min: 0, max: 65_536 }),
    trustProxy: trustedProxies(env.TRUST_PROXY),
    logLevel,
  }
}

type Range = { defaultValue: number; min: number; max: number }

function wholeNumber(env: Environment, name: string, { defaultValue, min, max }: Range): number {
  const text = env[name]
  if (!text) return defaultValue
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= min && value <= max) return value
  throw new StartupError(`${name} must be a whole number from ${min} to ${max}, not “${text}”.`)
}

/**
 * Whether a text is a valid address of a proxy. Fastify and Express use proxy-addr, which throws for an invalid
 * address.
 */
export function isAddress(text: unknown): boolean {
  if (typeof text !== "string") return false
  if (/^(?:loopback|linklocal|uniquelocal)$/.test(text)) return true
  const [ip = "", bits = "1", ...others] = text.split("/")
  const maxBits = { 0: 0, 4: 32, 6: 128 }[isIP(ip)] ?? 0
  return !ip.includes("%") && others.length === 0 && /^[1-9]\d*$/.test(bits) && Number(bits) <= maxBits
}

function trustedProxies(text: string | undefined): boolean | string[] {
  if (!text || text === "false") return false
  if (text === "true") return true
  const addresses = text.split(",").map((part) => part.trim())
  if (addresses.every(isAddress)) return addresses
  throw new StartupError(
    `TRUST_PROXY must be true, false, or addresses such as “10.0.0.0/8, loopback”, not “${text}”.`,
  )
}

export function listenErrorMessage({ code }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === "EADDRINUSE")
    return `Port ${port} is in use. Set PORT to another port, for example PORT=${port + 1}.`
  return `Cannot listen on ${host}:${port} (${code}). Set HOST or PORT to other values.`
}
