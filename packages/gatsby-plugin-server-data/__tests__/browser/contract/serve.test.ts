import { describeContract } from "#tests/support/contract"
import { runInChromium } from "#tests/support/running"
import { startGatsbyServe } from "#tests/support/servers"
import { fixture } from "#tests/support/sites"

describeContract(runInChromium(() => startGatsbyServe(fixture)))
