import { describeContract } from "../../support/contract"
import { runInChromium } from "../../support/running"
import { sharedHost, sharedHost } from "../../support/shared"
import { fixture, fixture } from "../../support/sites"

describeContract(runInChromium(() => sharedHost(fixture)))
