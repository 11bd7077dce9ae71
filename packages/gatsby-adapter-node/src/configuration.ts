import { isIP } from "node:net"

export type Configuration = {
  port: number
  host: string
  /** Where /healthz, /readyz and /metrics are; on the main port where undefined. */
  adminPort: number | undefined
  workers: number
  cacheMegabytes: number
  /** As Fastify takes it. */
  trustProxy: boolean | string[]
  logLevel: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** A value of the environment that cannot be. Its message is a sentence for whoever starts the host. */
export class ConfigurationError extends Error {}

const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"]

/**
 * What the environment says, with the defaults: nothing has to be set.
 * @throws ConfigurationError for the first value that cannot be
 */
export function readConfiguration(env: Environment): Configuration {
  const port = wholeNumber(env, "PORT", 9_000, 1, 65_535)
  const adminPort = env.ADMIN_PORT ? wholeNumber(env, "ADMIN_PORT", 0, 1, 65_535) : undefined
  if (adminPort === port) throw new ConfigurationError(`ADMIN_PORT must be another port than PORT (${port}).`)
  const logLevel = env.LOG_LEVEL || "info"
  if (!levels.includes(logLevel)) {
    throw new ConfigurationError(`LOG_LEVEL must be one of ${levels.join(", ")}, not “${logLevel}”.`)
  }
  return {
    port,
    host: env.HOST || "localhost",
    adminPort,
    workers: wholeNumber(env, "WEB_CONCURRENCY", 1, 1, 64),
    cacheMegabytes: wholeNumber(env, "CACHE_MAX_MB", 64, 0, 65_536),
    trustProxy: trustedProxies(env.TRUST_PROXY),
    logLevel,
  }
}

function wholeNumber(env: Environment, name: string, byDefault: number, least: number, most: number): number {
  const text = env[name]
  if (!text) return byDefault
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new ConfigurationError(`${name} must be a whole number from ${least} to ${most}, not “${text}”.`)
}

/** What proxy-addr, which Fastify and Express ask, takes for an address: it throws at anything else. */
function isAddress(text: string): boolean {
  if (/^(?:loopback|linklocal|uniquelocal)$/.test(text)) return true
  const [ip = "", bits = "1", ...others] = text.split("/")
  const most = { 0: 0, 4: 32, 6: 128 }[isIP(ip)] ?? 0
  return !ip.includes("%") && others.length === 0 && /^[1-9]\d*$/.test(bits) && Number(bits) <= most
}

/** Whose `X-Forwarded-For` counts: nobody's, everybody's, or those of these addresses (Fastify trusts no mere count). */
function trustedProxies(text: string | undefined): boolean | string[] {
  if (!text || text === "false") return false
  if (text === "true") return true
  const addresses = text.split(",").map((part) => part.trim())
  if (addresses.every(isAddress)) return addresses
  throw new ConfigurationError(
    `TRUST_PROXY must be true, false, or addresses such as “10.0.0.0/8, loopback”, not “${text}”.`,
  )
}

export function portSentence({ code }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === "EADDRINUSE") return `Port ${port} is taken. Choose another: PORT=${port + 1} npm start`
  return `Nothing can listen on ${host}:${port} (${code}). Choose another HOST or PORT.`
}
