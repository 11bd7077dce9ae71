const { spawn } = require("node:child_process")
const { createServer } = require("node:net")
const { buildIfStale, root } = require("./build")

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  console.error(sentence)
  process.exit(1)
}

/** The port of the environment, 9000 where it names none. */
function readPort() {
  const text = process.env.PORT || "9000"
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  return refuse(`PORT must be a whole number from 1 to 65535, not “${text}”.`)
}

/** `gatsby serve` asks for another port where one is taken, and waits for ever where nobody can answer.
 * @param {number} port @param {string} host */
function requireFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) =>
      refuse(
        error.code === "EADDRINUSE"
          ? `Port ${port} is taken. Choose another: PORT=${port + 1} npm start`
          : `Nothing can listen on ${host}:${port} (${error.code}). Choose another HOST or PORT.`,
      ),
    )
    probe.listen(port, host, () => probe.close(resolve))
  })
}

async function main() {
  const port = readPort()
  const host = process.env.HOST || "localhost"
  await requireFree(port, host)
  buildIfStale()
  const args = [require.resolve("gatsby/cli.js"), "serve", "--port", String(port), "--host", host]
  const server = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { GATSBY_TELEMETRY_DISABLED: "1", ...process.env },
  })
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
    process.on(signal, () => server.kill(signal))
  server.on("exit", (code) => process.exit(code ?? 0))
  const address = `http://${host}:${port}`
  await answers(address)
  console.log(`Reachline is at ${address}`)
}

/** Waits until the server answers; it ends this process itself where it cannot start.
 * @param {string} address */
async function answers(address) {
  for (;;) {
    const answered = await fetch(`${address}/api/health`)
      .then(({ ok }) => ok)
      .catch(() => false)
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

main()
