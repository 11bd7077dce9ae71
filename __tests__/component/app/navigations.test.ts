import { arrive, watchNavigations } from "#app/navigations"

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

test.each(["pointerdown", "keydown"])("does not move the focus after a %s", async (type) => {
  arriveAt("/features")
  await nextFrame()
  document.body.dispatchEvent(new Event(type, { bubbles: true }))
  wrapper().focus()
  expect(focused()).toBe("DIV")
})

test("navigations do not add listeners", () => {
  const onDocument = jest.spyOn(document, "addEventListener")
  const onWrapper = jest.spyOn(wrapper(), "addEventListener")
  for (let times = 0; times < 100; times++) arriveAt("/features")
  expect(onDocument).not.toHaveBeenCalled()
  // Adding a listener again has no effect in the DOM.
  expect(new Set(onWrapper.mock.calls.map(([, listener]) => listener)).size).toBe(1)
})
