/** The scripts that the suites use. Jest's module name mapper does not apply to global set-up, so the paths are relative. */
export { buildPackages } from "../../scripts/build-packages.js"
export { chromiumArguments, findChromium } from "../../scripts/chromium.js"
export { npm } from "../../scripts/npm.js"
export { buildInputs, packageInputs, stampOf } from "../../scripts/stamp.js"
