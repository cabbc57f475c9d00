import type { Visitor } from "./desk-server.ts";

const boundary = "----the-tests-boundary";

/** Uploads a file of updates as the form does, and asks for JSON. */
export function uploadCsv(visitor: Visitor, content: Buffer, fields: Record<string, string> = {}) {
  return uploadFile(visitor, "/desk/dossiers/import", { name: "cap-nhat.csv", content }, fields);
}

/** Uploads a file as a form does, and asks for JSON. */
export async function uploadFile(
  visitor: Visitor,
  url: string,
  { name: fileName, content }: { readonly name: string; readonly content: Buffer },
  fields: Record<string, string> = {},
) {
  const all = { _csrf: await visitor.csrf(), ...fields };
  const parts = Object.entries(all).map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/csv\r\n\r\n`;
  return visitor.request({
    method: "POST",
    url,
    headers: {
      accept: "application/json",
      "content-type": `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([
      Buffer.from(parts.join("") + head),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  });
}
