declare module "cookie" {
  const cookie: { parse(header: string): Record<string, string> }
  export default cookie
}

declare module "multer" {
  import type { RequestHandler } from "express"
  export default function multer(options: { limits: { fileSize: number; fieldSize: number } }): {
    any(): RequestHandler
  }
}
