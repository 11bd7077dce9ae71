// Gatsby's query engine calls these two functions of sharp when it loads. This site uses no other function of sharp.
module.exports = { simd() {}, concurrency() {} }
