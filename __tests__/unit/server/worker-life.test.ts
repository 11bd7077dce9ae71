import { complaint } from "../../../packages/gatsby-adapter-node/src/worker-life"

test("a worker that answers requests is given up after six signs of life that did not come", () => {
  expect(complaint({ ready: true, missed: 6 })).toBeUndefined()
  expect(complaint({ ready: true, missed: 7 })).toBe("hangs")
})

test("one that is starting is given a minute, and what it did not do is named", () => {
  expect(complaint({ ready: false, missed: 60 })).toBeUndefined()
  expect(complaint({ ready: false, missed: 61 })).toBe("was not ready within 60 s")
})
