import { describeContract } from "../../support/contract"
import { runInChromium } from "../../support/running"
import { startGatsbyServe } from "../../support/servers"
import { fixture } from "../../support/sites"

describeContract(runInChromium(() => startGatsbyServe(fixture)))
