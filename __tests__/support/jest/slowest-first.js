const Sequencer = require("@jest/test-sequencer").default

const slowest = [
  "contract/develop",
  "look/accessibility",
  "look/first-load",
  "contract/serve",
  "server/primary",
]

/** @param {{ path: string }} test */
const rank = ({ path }) => {
  const index = slowest.findIndex((name) => path.includes(name))
  return index === -1 ? slowest.length : index
}

/** Jest has the duration of a suite only after the suite's first run. */
module.exports = class extends Sequencer {
  /**
   * @override
   * @param {Parameters<InstanceType<typeof Sequencer>["sort"]>[0]} tests
   */
  async sort(tests) {
    const sorted = await super.sort(tests)
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}
