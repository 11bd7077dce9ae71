import { describeContract } from "#tests/support/browser/contract"
import { runInChromium } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

describeContract(runInChromium(() => sharedHost(fixture)))
