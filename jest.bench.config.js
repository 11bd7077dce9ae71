const { projects } = require("./jest.config")

/** `npm run bench`: measures and prints; what it measures is asserted nowhere.
 * @type {import("jest").Config} */
module.exports = { ...projects[0], displayName: "bench", testMatch: ["<rootDir>/bench/**/*.bench.ts"] }
