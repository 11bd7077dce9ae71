import Database from "libsql"

// Locks an SQLite file until stdin ends, as a backup would.
const database = new Database(process.argv[2] ?? "")
database.exec("BEGIN EXCLUSIVE")
console.log("locked")
process.stdin.resume().once("end", () => {
  database.exec("ROLLBACK")
  process.exit(0)
})
