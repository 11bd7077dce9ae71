import { arrive, watchNavigations } from "../../../src/site/navigations"

const arriveAt = (path: string) =>
  arrive({ location: new URL(path, "http://localhost"), prevLocation: {} } as never, {} as never)
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
const wrapper = () => document.getElementById("gatsby-focus-wrapper") as HTMLElement
const focused = () => document.activeElement?.tagName

beforeAll(() => {
  Object.assign(window, { ___navigate() {} })
  watchNavigations()
})
beforeEach(() => {
  document.body.innerHTML = `<div id="gatsby-focus-wrapper" tabindex="-1"><main><h1>A page</h1></main></div>`
})

test.each(["pointerdown", "keydown"])("from the first %s on the focus is the visitor's", async (sign) => {
  arriveAt("/features")
  await nextFrame()
  document.body.dispatchEvent(new Event(sign, { bubbles: true }))
  wrapper().focus()
  expect(focused()).toBe("DIV")
})

test("no navigation leaves a listener behind", () => {
  const onDocument = jest.spyOn(document, "addEventListener")
  const onWrapper = jest.spyOn(wrapper(), "addEventListener")
  for (let times = 0; times < 100; times++) arriveAt("/features")
  expect(onDocument).not.toHaveBeenCalled()
  // One and the same function counts once.
  expect(new Set(onWrapper.mock.calls.map(([, listener]) => listener)).size).toBe(1)
})
