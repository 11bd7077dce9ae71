module.exports = { plugins: ["gatsby-plugin-server-data", "gatsby-plugin-rtk-query"] }
