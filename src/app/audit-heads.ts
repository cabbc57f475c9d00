import { open } from "node:fs/promises";
import type { Config } from "../config/config.ts";
import type { AuditHead } from "../db/queries/audit-chain.ts";
import { createOperatorMailer } from "./operator-mail.ts";

const ownerOnly = 0o600;

/** Returns what keeps a head in the second places that are configured: a file, an e-mail address, both or none. */
export function createHeadPublisher(
  { audit: { headFile, headEmail }, email }: Pick<Config, "audit" | "email">,
  now: () => Date,
): (head: AuditHead) => Promise<void> {
  const sendMail = createOperatorMailer(email, headEmail);
  return async ({ position, hash }) => {
    const at = now().toISOString();
    const line = `${at} ${position}:${hash}`;
    if (headFile !== null) await appendLine(headFile, line);
    const id = `audit-head-${at.replaceAll(/\W/g, "")}`;
    await sendMail({ id, subject: "Hướng Dẫn: nhật ký", text: line });
  };
}

/** Only appends, so that the file may be one that allows nothing else. */
async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, "a", ownerOnly);
  try {
    await file.appendFile(`${line}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}
