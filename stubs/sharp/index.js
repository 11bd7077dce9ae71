// Gatsby's query engine calls these two when it loads; nothing else of sharp is used on this site.
module.exports = { simd() {}, concurrency() {} }
