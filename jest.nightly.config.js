const { projects, testTimeout } = require("./jest.config.js")

const endToEnd = projects.find(({ displayName }) => displayName === "ssr")

/** `npm run test:nightly`: long suites, and suites that load the machine. `NIGHTLY=short` makes each take seconds; see CONTRIBUTING.md.
 * @type {import("jest").Config} */
module.exports = {
  ...endToEnd,
  testTimeout,
  displayName: "nightly",
  testMatch: ["<rootDir>/__tests__/nightly/**/*.test.{ts,tsx}"],
}
