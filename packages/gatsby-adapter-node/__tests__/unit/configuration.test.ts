import Fastify from "fastify"
import { readConfiguration } from "../../src/configuration"

test.each([
  "10.0.0.0/99",
  "10.0.0.0/0",
  "10.0.0.0/",
  "10.0.0.0/8/8",
  "300.1.1.1",
  "10.1",
  "1:2",
  "::1/129",
  "fe80::1%eth0",
  "Loopback",
  "loopback, other",
  "127.0.0.1,",
])("refuses TRUST_PROXY=%s", (text) => {
  expect(() => readConfiguration({ TRUST_PROXY: text })).toThrow(
    `TRUST_PROXY must be true, false, or addresses such as “10.0.0.0/8, loopback”, not “${text}”.`,
  )
})

test.each([
  "loopback",
  "linklocal, uniquelocal",
  "10.0.0.0/8,192.0.2.1/32",
  "::1",
  "2001:db8::/128",
  "::ffff:10.0.0.1",
])("accepts TRUST_PROXY=%s, as Fastify does", (text) => {
  const { trustProxy } = readConfiguration({ TRUST_PROXY: text })
  expect(trustProxy).toEqual(text.split(",").map((part) => part.trim()))
  expect(() => Fastify({ trustProxy })).not.toThrow()
})
