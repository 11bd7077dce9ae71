import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

type WithFiles = { files?: { fieldname: string; originalname: string; size: number }[]; cookies?: object }

/** Responds with the request that it received. */
export default function handler(req: GatsbyFunctionRequest & WithFiles, res: GatsbyFunctionResponse) {
  const { method, query, body, params, cookies, url } = req
  const files = req.files?.map(({ fieldname, originalname, size }) => ({ fieldname, originalname, size }))
  const content = body instanceof Uint8Array ? `${body.length} raw bytes` : body
  res.status(201).json({ method, url, query, params, cookies: cookies ?? {}, files, body: content })
}
