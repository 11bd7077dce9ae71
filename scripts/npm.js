/**
 * The command of the npm that runs this script. Under `npm run`, the name `npm` would run an older npm of a dependency.
 */
const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"]

module.exports = { npm }
