const { readdirSync } = require("node:fs")

// No test asks another server: those of the dashboard have one of their own.
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
// Packages that ship ES modules only, which Jest has to compile before it can require them.
const esModules = [
  "node-fetch",
  "data-uri-to-buffer",
  "fetch-blob",
  "formdata-polyfill",
  "content-disposition",
]

const rooms = readdirSync(`${__dirname}/src`).join("|")

/**
 * The paths of tsconfig.json: the rooms of `src` by `#room/…`, and the packages' sources, because Jest does not compile
 * the .mjs files that they are built to. Packages in node_modules have `#…` imports of their own.
 */
const sources = Object.fromEntries(
  Object.entries(require("./tsconfig.json").compilerOptions.paths).map(([name, [file]]) => [
    name === "#*" ? `^#((?:${rooms})(?:/.+)?)$` : `^${name.replace("*", "(.+)")}$`,
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
    // Jest never compiles .mjs; the same is beside it as a script.
    "^(d3-[a-z]+)$": "<rootDir>/node_modules/$1/dist/$1.js",
  },
  ...options,
})

// Builds the sites, and starts the servers that the suites share.
const endToEnd = {
  testEnvironment: "node",
  globalSetup: "<rootDir>/__tests__/support/servers/global-setup.ts",
  globalTeardown: "<rootDir>/__tests__/support/servers/global-teardown.ts",
}

/** @type {import("jest").Config} */
module.exports = {
  // One more than the cores of a small machine: suites also wait for servers and for Chromium.
  maxWorkers: 3,
  testSequencer: "<rootDir>/__tests__/support/jest/slowest-first.js",
  // Real servers and a real browser, on machines that do other work too.
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
