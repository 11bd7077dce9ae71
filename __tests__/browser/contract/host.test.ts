import { describeContract } from "../../support/contract"
import { runInChromium } from "../../support/running"
import { sharedHost } from "../../support/shared"
import { fixture } from "../../support/sites"

describeContract(runInChromium(() => sharedHost(fixture)))
