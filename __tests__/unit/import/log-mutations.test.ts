import { testLogMutations } from "../../support/inputs/log-mutations-suite"

testLogMutations({ count: 50, seed: 1_000 })
