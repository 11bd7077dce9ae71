const { projects } = require("./jest.config")

const endToEnd = projects.find(({ displayName }) => displayName === "ssr")

/** `npm run bench`: measures and prints, and asserts nothing.
 * @type {import("jest").Config} */
module.exports = { ...endToEnd, displayName: "bench", testMatch: ["<rootDir>/bench/**/*.bench.ts"] }
