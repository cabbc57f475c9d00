import { open } from "node:fs/promises";
import type { MailSettings } from "../channels/email/mailer.ts";
import type { Config } from "../config/config.ts";
import type { AuditHead } from "../db/queries/audit-chain.ts";

const ownerOnly = 0o600;

/** The mail server did not take the head of the audit trail. */
class AuditHeadMailError extends Error {
  override readonly name = "AuditHeadMailError";
}

/** Returns what keeps a head in the second places that are configured: a file, an e-mail address, both or none. */
export function createHeadPublisher(
  { audit: { headFile, headEmail }, email }: Pick<Config, "audit" | "email">,
  now: () => Date,
): (head: AuditHead) => Promise<void> {
  return async ({ position, hash }) => {
    const line = `${now().toISOString()} ${position}:${hash}`;
    if (headFile !== null) await appendLine(headFile, line);
    if (headEmail !== null && email !== null) await mailLine(email, headEmail, line);
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

async function mailLine(settings: MailSettings, mailbox: string, line: string): Promise<void> {
  const { createMailer } = await import("../channels/email/mailer.ts");
  const mailer = createMailer(settings);
  try {
    // The setting may be `Name <address>`, as MAIL_FROM.
    const to = /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
    const subject = "Hướng Dẫn: nhật ký";
    const id = `audit-head-${line.split(" ")[0]?.replaceAll(/\W/g, "")}`;
    const message = {
      subject,
      text: line,
      short: line,
      parameters: {},
      language: "vi" as const,
      id,
    };
    const result = await mailer.route.send({ account: "", to }, message);
    if (result.outcome !== "sent") throw new AuditHeadMailError(`not sent: ${result.reason}`);
  } finally {
    mailer.close();
  }
}
