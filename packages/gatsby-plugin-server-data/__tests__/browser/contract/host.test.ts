import { describeContract } from "#tests/support/contract"
import { runInChromium } from "#tests/support/running"
import { sharedHost } from "#tests/support/shared"
import { fixture } from "#tests/support/sites"

describeContract(runInChromium(() => sharedHost(fixture)))
