import { olderDataPackages } from "../../support/inputs/catalog"
import { describeFigures } from "./figures-suite"

describeFigures(olderDataPackages)
