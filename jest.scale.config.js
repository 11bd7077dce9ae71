const { projects } = require("./jest.config")

/** `npm run test:scale`: needs an nginx, in the path or as NGINX.
 * @type {import("jest").Config} */
module.exports = {
  ...projects[0],
  displayName: "scale",
  testMatch: ["<rootDir>/__tests__/scale/**/*.test.ts"],
}
