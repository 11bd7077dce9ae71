/** The npm that runs this: under `npm run`, an old one that a package brings along would be found first by its name. */
const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"]

module.exports = { npm }
