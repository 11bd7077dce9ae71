import { olderDataPackages } from "../../support/catalog"
import { describeFigures } from "./figures-suite"

describeFigures(olderDataPackages)
