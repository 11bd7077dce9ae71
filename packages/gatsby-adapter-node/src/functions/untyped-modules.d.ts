declare module "cookie" {
  const cookie: { parse(header: string): Record<string, string> }
  export default cookie
}

declare module "multer" {
  import type { RequestHandler } from "express"

  type Limits = Partial<Record<"parts" | "fields" | "files" | "fileSize" | "fieldSize", number>>
  export default function multer(options: { limits: Limits }): { any(): RequestHandler }
}
