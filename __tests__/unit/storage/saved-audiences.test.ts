import { testSavedAudiences } from "../../support/inputs/saved-audiences-suite"
import { newSqlite } from "../../support/servers/databases"

testSavedAudiences(newSqlite)
