import { describeFigures } from "./figures-suite"

describeFigures()
