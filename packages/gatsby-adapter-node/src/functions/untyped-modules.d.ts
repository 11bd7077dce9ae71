declare module "cookie" {
  const cookie: { parse(header: string): Record<string, string> }
  export default cookie
}

declare module "multer" {
  import type { RequestHandler } from "express"

  type Limits = Partial<Record<"parts" | "fields" | "files" | "fileSize" | "fieldSize", number>>
  export type FileFilter = (
    request: unknown,
    file: { originalname: string },
    done: (error: Error | null, isAccepted: boolean) => void,
  ) => void
  export default function multer(options: {
    limits: Limits
    defParamCharset?: string
    fileFilter?: FileFilter
  }): { any(): RequestHandler }
}
