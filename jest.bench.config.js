const { projects, testTimeout } = require("./jest.config.js")

const endToEnd = projects.find(({ displayName }) => displayName === "ssr")

/** `npm run bench`: measures and prints, and asserts nothing.
 * @type {import("jest").Config} */
module.exports = {
  ...endToEnd,
  testTimeout,
  displayName: "bench",
  testMatch: ["<rootDir>/bench/**/*.bench.ts"],
}
