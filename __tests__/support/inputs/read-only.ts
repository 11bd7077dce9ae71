import { spawnSync } from "node:child_process"

const mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'

/**
 * Returns a command that runs another command with read-only access to a directory, on Linux. The command uses a mount
 * namespace. If root cannot create a mount namespace, the command uses a user without write permission.
 * @returns undefined if the system allows neither
 */
export function readOnly(directory: string): readonly string[] | undefined {
  const asRoot = process.getuid?.() === 0
  const commands = [
    ["unshare", "--mount", ...(asRoot ? [] : ["--map-root-user"]), "sh", "-c", mount, directory],
    ...(asRoot ? [["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]] : []),
  ]
  return commands.find(([command = "", ...args]) => {
    const { status } = spawnSync(command, [...args, "sh", "-c", 'test -r "$0" && ! test -w "$0"', directory])
    return status === 0
  })
}
