import React from "react"
import type { FeatureAnswer } from "../resources/feature"
import { BaselineStatus } from "./baseline-status"
import { DateText } from "./date-text"
import * as styles from "./feature-details.module.css"
import { Percent } from "./percent"
import { ReachBar } from "./reach-bar"

/** A feature: whom it reaches and loses, by browser, and which versions block it. */
export function FeatureDetails({ answer }: { answer: FeatureAnswer }) {
  const { feature, audience, reach, lost, unknown, browsers, blockers } = answer
  const nameOf = (id: string) => browsers.find((browser) => browser.id === id)?.name ?? id
  return (
    <article>
      <h1>{feature.name}</h1>
      <p>{feature.description}</p>
      <p>
        <strong className={styles.figure}>
          <Percent of={reach} />
        </strong>{" "}
        of the visits are reached ({audience.label}
        {audience.browsers && (
          <>
            , <code>{audience.browsers}</code>
          </>
        )}
        ), <Percent of={lost} /> are lost
        {blockers[0] && (
          <>
            , most of them on {nameOf(blockers[0].browser)} {blockers[0].version}
          </>
        )}
        {unknown > 0 && (
          <>
            ; the browsers of <Percent of={unknown} /> are not known
          </>
        )}
        .
      </p>
      <ReachBar reach={reach} lost={lost} unknown={unknown} />
      <p>
        Baseline: <BaselineStatus baseline={feature.baseline} since={feature.newlySince} />.
      </p>
      {feature.discouraged && <p>Discouraged: {feature.discouraged.reason}</p>}
      <h2>Versions that block it</h2>
      {blockers.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Of all visits</th>
            </tr>
          </thead>
          <tbody>
            {blockers.map(({ browser, version, share }) => (
              <tr key={`${browser} ${version}`}>
                <th scope="row">
                  {nameOf(browser)} {version}
                </th>
                <td>
                  <Percent of={share} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>None: every known browser of this audience has it.</p>
      )}
      <h2>By browser</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Browser</th>
            <th scope="col">Since</th>
            <th scope="col">Of all visits</th>
            <th scope="col">Reached</th>
            <th scope="col">Lost</th>
          </tr>
        </thead>
        <tbody>
          {browsers
            .filter(({ share }) => share > 0)
            .map((browser) => (
              <tr key={browser.id}>
                <th scope="row">{browser.name}</th>
                <td>
                  {browser.supportedSince ?? "no support"}
                  {browser.supportedSinceDate && (
                    <>
                      {" "}
                      (<DateText day={browser.supportedSinceDate} />)
                    </>
                  )}
                </td>
                <td>
                  <Percent of={browser.share} />
                </td>
                <td>
                  <Percent of={browser.reach} />
                </td>
                <td>
                  <Percent of={browser.lost} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <h2>More about it</h2>
      <ul>
        {feature.specifications.map((url) => (
          <li key={url}>
            <a href={url}>Specification: {url.replace(/^https:\/\//, "")}</a>
          </li>
        ))}
        {feature.caniuse.map((id) => (
          <li key={id}>
            <a href={`https://caniuse.com/${id}`}>caniuse: {id}</a>
          </li>
        ))}
      </ul>
      <details>
        <summary>Its {feature.parts.length} parts</summary>
        <ul>
          {feature.parts.map(({ key, baseline }) => (
            <li key={key}>
              <code>{key}</code>: {baseline}
            </li>
          ))}
        </ul>
      </details>
    </article>
  )
}
