/**
 * The command that starts the same npm as the one that runs this script. Under `npm run`, the command `npm` would start
 * an older npm, which a dependency adds to node_modules/.bin.
 */
const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"]

module.exports = { npm }
