import type { MailSettings } from "../channels/email/mailer.ts";

export interface OperatorMail {
  /** The same for every try to send it. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** Rejects with OperatorMailError if the server does not take it. */
export type SendOperatorMail = (mail: OperatorMail) => Promise<void>;

/** The mail server did not take a mail to an operator. */
class OperatorMailError extends Error {
  override readonly name = "OperatorMailError";
}

/** Returns what mails to an address of the configuration, which may be `Name <address>`. Without one it sends nothing. */
export function createOperatorMailer(
  settings: MailSettings | null,
  mailbox: string | null,
): SendOperatorMail {
  if (settings === null || mailbox === null) return async () => {};
  const to = /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
  return async ({ id, subject, text }) => {
    const { createMailer } = await import("../channels/email/mailer.ts");
    const mailer = createMailer(settings);
    try {
      const message = { subject, text, short: text, parameters: {}, language: "vi" as const, id };
      const result = await mailer.route.send({ account: "", to }, message);
      if (result.outcome !== "sent") throw new OperatorMailError(`not sent: ${result.reason}`);
    } finally {
      mailer.close();
    }
  };
}
