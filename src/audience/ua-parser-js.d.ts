/** ua-parser-js 1.x has no types of its own. */
declare module "ua-parser-js" {
  type NameAndVersion = {
    name?: string
    version?: string
  }
  export default class UAParser {
    constructor(userAgent: string)
    getBrowser(): NameAndVersion
    getEngine(): NameAndVersion
    getOS(): NameAndVersion
  }
}
