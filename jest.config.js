const { readdirSync } = require("node:fs")

// Tests send no request to the internet. The tests of the dashboard's client start their own server.
process.env.WEBSTATUS_URL = "off"

const transform = {
  "^.+\\.[jt]sx?$": [
    "@swc/jest",
    {
      jsc: {
        target: "es2022",
        parser: { syntax: "typescript", tsx: true },
        transform: { react: { runtime: "classic" } },
      },
      module: { type: "commonjs" },
    },
  ],
}
// Packages that contain only ES modules. Jest compiles these packages before it can require them.
const esModules = [
  "node-fetch",
  "data-uri-to-buffer",
  "fetch-blob",
  "formdata-polyfill",
  "content-disposition",
]

const folders = readdirSync(`${__dirname}/src`).join("|")

/**
 * The paths of tsconfig.json: the folders of `src` as `#folder/…`, and the sources of the packages. Jest uses these sources
 * because it does not compile the .mjs builds. The folders are listed because packages in node_modules have their own
 * `#…` imports.
 */
const sources = Object.fromEntries(
  Object.entries(require("./tsconfig.json").compilerOptions.paths).map(([name, [file]]) => [
    name === "#*" ? `^#((?:${folders})(?:/.+)?)$` : `^${name.replace("*", "(.+)")}$`,
    file.replace("./", "<rootDir>/").replace("*", "$1"),
  ]),
)

const project = (name, options) => ({
  displayName: name,
  testMatch: [`<rootDir>/{,packages/*/}__tests__/${name}/**/*.test.{ts,tsx}`],
  testPathIgnorePatterns: ["/node_modules/", "/\\.cache/", "/public/"],
  modulePathIgnorePatterns: ["<rootDir>/.tmp/", "<rootDir>/public/", "<rootDir>/.cache/"],
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join("|")})/)`],
  moduleNameMapper: {
    ...sources,
    "\\.module\\.css$": "<rootDir>/__tests__/component/css-modules.ts",
  },
  ...options,
})

// These projects build the sites and start the servers that their suites share.
const endToEnd = {
  testEnvironment: "node",
  globalSetup: "<rootDir>/__tests__/support/servers/global-setup.ts",
  globalTeardown: "<rootDir>/__tests__/support/servers/global-teardown.ts",
}

/** @type {import("jest").Config} */
module.exports = {
  // Starts one worker more than a small machine has cores, because suites often wait for servers and for Chromium.
  maxWorkers: 3,
  testSequencer: "<rootDir>/__tests__/support/jest/slowest-first.js",
  // The timeout is long, because servers and a browser on a busy machine are slow.
  testTimeout: 60_000,
  projects: [
    project("unit", { testEnvironment: "node" }),
    project("component", {
      testEnvironment: "jsdom",
      setupFiles: ["<rootDir>/__tests__/component/search-element.ts"],
    }),
    project("ssr", endToEnd),
    project("browser", endToEnd),
  ],
}
