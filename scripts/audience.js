const path = require("node:path")
const { requireTypeScript } = require("./typescript.js")

/** @type {typeof import("../src/command-line/audience-command")} */
const { runAudienceCommand } = requireTypeScript("src/command-line/audience-command.ts")

// npm changes the working directory and passes the original one in INIT_CWD.
const directory = process.env.INIT_CWD || process.cwd()
process.chdir(path.resolve(__dirname, ".."))

runAudienceCommand(process.argv.slice(2), directory).then((status) => {
  process.exitCode = status
})
