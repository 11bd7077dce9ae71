import Database from "libsql"

// Holds the lock of an SQLite file, as a backup or a tool would, until its input ends.
const database = new Database(process.argv[2] ?? "")
database.exec("BEGIN EXCLUSIVE")
console.log("locked")
process.stdin.resume().once("end", () => {
  database.exec("ROLLBACK")
  process.exit(0)
})
