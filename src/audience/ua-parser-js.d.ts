/** What is read of ua-parser-js 1.x, which brings no types of its own. */
declare module "ua-parser-js" {
  interface Named {
    name?: string
    version?: string
  }
  export default class UAParser {
    constructor(userAgent: string)
    getBrowser(): Named
    getEngine(): Named
    getOS(): Named
  }
}
