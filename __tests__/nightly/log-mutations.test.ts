import { testLogMutations } from "../support/inputs/log-mutations-suite"
import { isShort, seed } from "../support/jest/nightly"

testLogMutations({ count: isShort ? 50 : 1_000, seed })
