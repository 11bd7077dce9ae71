import { readDocument } from "../support/documents/documents"

type Entry = { link?: boolean; inBundle?: boolean; resolved?: string; integrity?: string }

test("package-lock.json contains the URL and the checksum of every package", () => {
  const { packages } = JSON.parse(readDocument("package-lock.json")) as { packages: Record<string, Entry> }
  const incomplete = Object.entries(packages)
    // Links point to folders of this repository. The archive of the parent contains a bundled package.
    .filter(([path, { link, inBundle }]) => path.includes("node_modules/") && !link && !inBundle)
    .filter(([, { resolved, integrity }]) => !resolved?.startsWith("https://") || !integrity)
  expect(incomplete.map(([path]) => path)).toEqual([])
})
