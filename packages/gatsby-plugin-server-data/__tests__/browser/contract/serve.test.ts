import { describeContract } from "#tests/support/browser/contract"
import { runInChromium } from "#tests/support/servers/running"
import { startGatsbyServe } from "#tests/support/servers/servers"
import { fixture } from "#tests/support/servers/sites"

describeContract(runInChromium(() => startGatsbyServe(fixture)))
