import { readDocument } from "../support/documents"

type Entry = { link?: boolean; inBundle?: boolean; resolved?: string; integrity?: string }

test("package-lock.json names the address and the checksum of every package", () => {
  const { packages } = JSON.parse(readDocument("package-lock.json")) as { packages: Record<string, Entry> }
  const incomplete = Object.entries(packages)
    // Links lead to folders of this repository. A bundled package is inside its parent's archive.
    .filter(([path, { link, inBundle }]) => path.includes("node_modules/") && !link && !inBundle)
    .filter(([, { resolved, integrity }]) => !resolved?.startsWith("https://") || !integrity)
  expect(incomplete.map(([path]) => path)).toEqual([])
})
