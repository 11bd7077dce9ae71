import { newSqlite } from "../../support/databases"
import { testSavedAudiences } from "./saved-audiences-suite"

testSavedAudiences(newSqlite)
