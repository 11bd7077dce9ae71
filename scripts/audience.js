/** Runs `npm run audience`, which is implemented in src/command-line. */
const path = require("node:path")
require("./typescript")
const { runAudienceCommand } = require("../src/command-line/audience")

// npm changes the working directory and passes the original one in INIT_CWD. Relative files are resolved there, and
// the database relative to the root of the site.
const directory = process.env.INIT_CWD || process.cwd()
process.chdir(path.resolve(__dirname, ".."))

runAudienceCommand(process.argv.slice(2), directory).then((status) => {
  process.exitCode = status
})
