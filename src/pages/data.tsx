import { withPrefix } from "gatsby"
import React from "react"
import { Seo } from "#components/layout/seo"
import { DataAge } from "#components/ui/data-age"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"
import { prerendered } from "#query/resource-api"

export default function DataPage() {
  return (
    <>
      <h1>Data sources</h1>
      <QueryView result={api.useDatasetQuery({}, prerendered)}>
        {({ webFeatures, caniuse, browserMapping, compatData }) => (
          <dl>
            <dt>
              <a href="https://github.com/web-platform-dx/web-features">web-features</a> {webFeatures.version}
            </dt>
            <dd>
              The browser versions that support each of {webFeatures.features} features.{" "}
              <DataAge published={webFeatures.published} />
            </dd>
            <dt>
              <a href="https://github.com/browserslist/caniuse-lite">caniuse-lite</a> {caniuse.version}
            </dt>
            <dd>
              The share of visits by browser version, worldwide and in {caniuse.regions} regions.{" "}
              <DataAge published={caniuse.published} />
            </dd>
            <dt>
              <a href="https://www.npmjs.com/package/baseline-browser-mapping">baseline-browser-mapping</a>{" "}
              {browserMapping.version}
            </dt>
            <dd>
              The Chromium version inside browsers that are built on Chromium.{" "}
              <DataAge published={browserMapping.published} />
            </dd>
            <dt>
              <a href="https://github.com/mdn/browser-compat-data">@mdn/browser-compat-data</a>{" "}
              {compatData.version}
            </dt>
            <dd>
              Support with a prefix, under another name or in part.{" "}
              <DataAge published={compatData.published} />
            </dd>
          </dl>
        )}
      </QueryView>
      <h2 id="support">How support is counted</h2>
      <p>Each visit belongs to one of four groups. The browser version of the visit decides:</p>
      <dl>
        <dt>Supported (reach)</dt>
        <dd>The version supports all parts of the feature, without a prefix or a flag.</dd>
        <dt>Partly supported (partial)</dt>
        <dd>
          The version supports at least one part, or supports the feature with a prefix or under another name.
        </dd>
        <dt>Not supported (lost)</dt>
        <dd>The version is known and supports no part. Support behind a flag does not count.</dd>
        <dt>Unknown</dt>
        <dd>The browser is not identified, or there is no support data for it.</dd>
      </dl>
      <p>
        Shares are fractions of identified visits, so the first three groups add up to 100%. The unknown share
        is a fraction of all visits. If you include unknown visits in the audience menu, all four groups add
        up to 100%.
      </p>
      <p>
        A version supports a stack fully if it supports every feature fully, and partly if it supports every
        feature at least partly.
      </p>
      <h2>Limits of the data</h2>
      <ul>
        <li>Changes after the publication dates are not included.</li>
        <li>
          caniuse counts every Chrome for Android as the newest version. The reach of new features is
          therefore an upper bound.
        </li>
        <li>
          caniuse counts every Opera Mobile, UC Browser and QQ Browser as one version that is years old. In
          regions where they are common, such as Kenya and Nigeria, the reach of new features is a lower
          bound.
        </li>
        <li>
          Internet Explorer, Opera Mini and other browsers without support data count as unknown. So do visits
          without a browser in the usage data.
        </li>
        <li>
          All browsers on iOS and iPadOS use WebKit, so they count as Safari on iOS in the version of the
          system.
        </li>
        <li>
          Android WebView and browsers built on Chromium count as the version of Chrome, or Chrome for
          Android, that they contain.
        </li>
      </ul>
      <h2>Use the data</h2>
      <p>
        Each page with figures also has a JSON address: put <code>/api</code> in front of its path. The{" "}
        <a href={withPrefix("/api/openapi.json")}>OpenAPI description</a> documents all of them.
      </p>
    </>
  )
}

export const Head = () => (
  <Seo
    title="Data sources"
    description="The data sources of this site with their versions and limits."
    path="/data"
    about={{
      "@type": "Dataset",
      name: "Reach of web features",
      description: "The share of visits by browser version, and the web features that each version supports.",
      license: "https://opensource.org/license/mit",
    }}
  />
)
