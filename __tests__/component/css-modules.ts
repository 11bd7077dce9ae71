/** A CSS Module in tests: each class has its own name as its value. */
module.exports = new Proxy({}, { get: (_, name) => name })
