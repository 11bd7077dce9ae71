import readStorageConfiguration from "./src/storage/configuration"
import { readWebstatusUrl } from "./src/webstatus/configuration"

/**
 * Looks at all that the pages and endpoints will read of the environment, before they do: `npm start` before it builds,
 * and the host when it starts.
 * @throws Error with a sentence for the first value that cannot be
 */
export default function checkEnvironment(env: Readonly<Record<string, string | undefined>>): void {
  readStorageConfiguration(env)
  readWebstatusUrl(env)
}
