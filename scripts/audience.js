const path = require("node:path")
require("./typescript")
const { runAudienceCommand } = require("../src/command-line/audience")

// npm changes the working directory and passes the original one in INIT_CWD.
const directory = process.env.INIT_CWD || process.cwd()
process.chdir(path.resolve(__dirname, ".."))

runAudienceCommand(process.argv.slice(2), directory).then((status) => {
  process.exitCode = status
})
