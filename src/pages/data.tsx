import React from "react"
import { DataAge } from "../components/data-age"
import { QueryView } from "../components/query-view"
import { Seo } from "../components/seo"
import { api } from "../query/api"
import { prerendered } from "../query/resource-api"

/** Which data at which version this site runs on: prerendered, and asked for again where it is old. */
export default function DataPage() {
  return (
    <>
      <h1>The data</h1>
      <QueryView result={api.useDatasetQuery({}, prerendered)}>
        {({ webFeatures, caniuse, browserMapping }) => (
          <dl>
            <dt>
              <a href="https://github.com/web-platform-dx/web-features">web-features</a> {webFeatures.version}
            </dt>
            <dd>
              Which browser supports each of {webFeatures.features} features, and since when.{" "}
              <DataAge published={webFeatures.published} />
            </dd>
            <dt>
              <a href="https://github.com/browserslist/caniuse-lite">caniuse-lite</a> {caniuse.version}
            </dt>
            <dd>
              Who uses which browser, in the world and in {caniuse.regions} regions.{" "}
              <DataAge published={caniuse.published} />
            </dd>
            <dt>
              <a href="https://www.npmjs.com/package/baseline-browser-mapping">baseline-browser-mapping</a>{" "}
              {browserMapping.version}
            </dt>
            <dd>
              Which version of Chromium is in browsers that are built on it.{" "}
              <DataAge published={browserMapping.published} />
            </dd>
          </dl>
        )}
      </QueryView>
      <h2>What to know about the figures</h2>
      <ul>
        <li>What has changed since the data were published is not in the figures.</li>
        <li>
          caniuse counts all of Chrome for Android as its newest version: figures for what is new are upper
          bounds.
        </li>
        <li>
          caniuse counts all of Opera Mobile, UC Browser and QQ Browser as one version that is years old:
          where they are used much, as Opera Mobile in Kenya and Nigeria, figures for what is new are lower
          bounds.
        </li>
        <li>
          A browser that supports a feature behind a flag, with a prefix or in part does not support it here.
        </li>
        <li>
          Internet Explorer, Opera Mini and other browsers that nobody maps to support data are unknown, and
          so are visits for which the usage data has no browser.
        </li>
        <li>On iOS and iPadOS every browser is WebKit, and counts as Safari of the system's version.</li>
        <li>
          Android's WebView and the browsers built on Chromium have the support of Chrome for Android, or of
          Chrome, at the version inside.
        </li>
      </ul>
    </>
  )
}

export const Head = () => (
  <Seo
    title="The data"
    description="Which data this site runs on, at which version."
    path="/data"
    about={{
      "@type": "Dataset",
      name: "Reach of web features",
      description: "The share of visits by browser version, and the web features that each version supports.",
      license: "https://opensource.org/license/mit",
    }}
  />
)
