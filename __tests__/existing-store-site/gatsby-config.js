const reviewsOrigin = new URL(process.env.GATSBY_REVIEWS_URL ?? "http://reviews.example/").origin

module.exports = {
  plugins: [
    {
      resolve: "gatsby-plugin-server-data",
      // The browser requests the reviews from another server.
      options: { contentSecurityPolicy: { directives: { "connect-src": `'self' ${reviewsOrigin}` } } },
    },
    "gatsby-plugin-rtk-query",
  ],
}
