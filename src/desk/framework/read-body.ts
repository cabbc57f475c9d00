import type { FastifyRequest } from "fastify";
import { DeskError } from "./errors.ts";
import type { Upload } from "./route.ts";

/** The form's fields, and the file that came with them. Throws DeskError (413) for one that is too large. */
export async function readBody(
  request: FastifyRequest,
  maxFileBytes: number,
): Promise<{ body: unknown; upload: Upload | null }> {
  if (!request.isMultipart()) return { body: request.body, upload: null };
  const body: Record<string, string> = {};
  let upload: Upload | null = null;
  try {
    for await (const part of request.parts({ limits: { fileSize: maxFileBytes, files: 1 } })) {
      if (part.type === "field") {
        if (typeof part.value === "string") body[part.fieldname] = part.value;
      } else {
        const content = await part.toBuffer();
        if (part.filename !== "") upload = { name: part.filename, content };
      }
    }
  } catch (error) {
    throw isTooLarge(error) ? tooLarge() : error;
  }
  return { body, upload };
}

function tooLarge(): DeskError {
  return new DeskError(413, "file-too-large", "Tệp quá lớn: tối đa 5 MB mỗi lần. Bạn chia tệp ra.");
}

function isTooLarge(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("statusCode" in error)) return false;
  return error.statusCode === 413;
}
