import { spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { collect, freePort } from "./processes"

const program = process.env.NGINX || "nginx"

/** Starts nginx with deploy/nginx.conf in front of two hosts. Only the ports and folders differ. */
export async function startNginx(ports: readonly [number, number]): Promise<{ url: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "nginx-"))
  for (const name of ["cache", "body", "proxy", "other"]) mkdirSync(join(folder, name))
  const port = await freePort()
  const site = readFileSync(resolve(__dirname, "..", "..", "..", "deploy", "nginx.conf"), "utf8")
    .replace("/var/cache/nginx/reachline", join(folder, "cache"))
    .replace("127.0.0.1:9001", `127.0.0.1:${ports[0]}`)
    .replace("127.0.0.1:9002", `127.0.0.1:${ports[1]}`)
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
  const temporary = ["fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${join(folder, "other", name)};`,
  )
  const file = join(folder, "nginx.conf")
  writeFileSync(
    file,
    `daemon off; user root; pid ${join(folder, "pid")}; error_log stderr warn; worker_processes 1;
    events {} http { access_log off;
    client_body_temp_path ${join(folder, "body")}; proxy_temp_path ${join(folder, "proxy")};
    ${temporary.join(" ")}
    ${site} }`.replace("user root;", process.getuid?.() === 0 ? "user root;" : ""),
  )
  const child = spawn(program, ["-c", file, "-e", "stderr"], { stdio: ["ignore", "pipe", "pipe"] })
  const output = collect(child)
  process.once("exit", () => child.kill("SIGKILL"))
  const failed = new Promise<never>((_, reject) => {
    child.once("error", () =>
      reject(new Error("nginx is not installed. Install it, or set NGINX to its path.")),
    )
    child.once("exit", (code) => reject(new Error(`nginx exited with ${code}:\n${output()}`)))
  })
  failed.catch(() => undefined)
  const url = `http://127.0.0.1:${port}`
  const untilReady = async (): Promise<void> => {
    while (
      !(await fetch(url).then(
        () => true,
        () => false,
      ))
    )
      await wait(50)
  }
  await Promise.race([failed, untilReady()])
  return { url, stop: () => child.kill("SIGTERM") }
}
