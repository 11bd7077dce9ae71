import { spawnSync } from "node:child_process"

const mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'

/**
 * The command under which another one sees this directory on a read-only file system, on Linux: in a mount namespace of
 * its own, or, for a root that may have none, as a user to whom nothing there belongs.
 * @returns undefined where the system allows neither
 */
export function readOnly(directory: string): readonly string[] | undefined {
  const asRoot = process.getuid?.() === 0
  const ways = [
    ["unshare", "--mount", ...(asRoot ? [] : ["--map-root-user"]), "sh", "-c", mount, directory],
    ...(asRoot ? [["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]] : []),
  ]
  return ways.find(([command = "", ...args]) => {
    const { status } = spawnSync(command, [...args, "sh", "-c", 'test -r "$0" && ! test -w "$0"', directory])
    return status === 0
  })
}
