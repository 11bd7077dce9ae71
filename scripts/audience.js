/** `npm run audience -- --help`. What it does is in src/command-line. */
const path = require("node:path")
require("./typescript")
const { runAudienceCommand } = require("../src/command-line/audience")

// Files are named from where the command was called, also through npm; the database is the site's.
const directory = process.env.INIT_CWD || process.cwd()
process.chdir(path.resolve(__dirname, ".."))

runAudienceCommand(process.argv.slice(2), directory).then((status) => {
  process.exitCode = status
})
