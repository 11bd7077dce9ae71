import { newSqlite } from "../../support/databases"
import { testSavedAudiences } from "../../support/saved-audiences-suite"

testSavedAudiences(newSqlite)
