import { createTransport } from "nodemailer";
import type { PushRoute } from "../push.ts";
import { type SendResult, sendTimeoutMs } from "../sender.ts";

export interface MailSettings {
  readonly url: string;
  readonly from: string;
}

export interface Mailer {
  readonly route: PushRoute;
  close(): void;
}

const maxConnections = 4;
const addressPattern = /^[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+$/;
/** In SMTP, a 4xx answer may succeed later and a 5xx answer never will. */
const firstPermanent = 500;

/** Sends e-mail through one SMTP server. The `Message-ID` is the same for every try of one delivery. */
export function createMailer({ url, from }: MailSettings): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections,
    connectionTimeout: sendTimeoutMs,
    greetingTimeout: sendTimeoutMs,
    socketTimeout: sendTimeoutMs,
  });
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? "localhost";
  return {
    route: {
      paceKey: null,
      async send({ to }, { subject, text, id }): Promise<SendResult> {
        if (!addressPattern.test(to)) return { outcome: "rejected", reason: "no e-mail address" };
        try {
          const messageId = `<${id}@${domain}>`;
          await transport.sendMail({ from, to, subject, text, messageId });
          return { outcome: "sent", platformId: messageId };
        } catch (error) {
          return sendFailure(error);
        }
      },
    },
    close: () => transport.close(),
  };
}

/** Converts an error to a result. Only the number of the server's answer is reported: its text may repeat the address. */
function sendFailure(error: unknown): SendResult {
  const code = Error.isError(error) && "responseCode" in error ? Number(error.responseCode) : 0;
  const kind = Error.isError(error) && "code" in error ? String(error.code) : "unknown";
  if (kind === "EAUTH")
    return { outcome: "account-blocked", reason: "the mail server refuses our sign-in" };
  if (code >= firstPermanent)
    return { outcome: "rejected", reason: `the mail server answered ${code}` };
  if (kind === "ESOCKET" || kind === "ECONNECTION" || kind === "EDNS" || kind === "ETIMEDOUT") {
    return { outcome: "retry", reason: `the mail server cannot be reached (${kind})` };
  }
  return {
    outcome: "retry",
    reason: code === 0 ? `not sent (${kind})` : `the mail server answered ${code}`,
  };
}
