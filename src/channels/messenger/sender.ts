import { renderFailure } from "../fit-text.ts";
import { type Addressee, type ChannelSender, type SendResult, sendTimeoutMs } from "../sender.ts";
import type { GraphClient } from "./client.ts";
import { type EchoLog, metadataFor } from "./echoes.ts";
import type { GraphError } from "./errors.ts";
import { PageBlockDetector } from "./page-block.ts";
import { renderMessengerMessage } from "./render.ts";
import { describeAnswer, toSendResult } from "./results.ts";
import {
  type SendBody,
  serialiseUtility,
  type UtilitySerialiser,
  type UtilityTemplate,
} from "./utility.ts";

interface MessengerSenderOptions {
  readonly client: GraphClient;
  readonly echoes: Pick<EchoLog, "has">;
  /** Receives each refusal; the trace id is for Meta's support. */
  readonly onRefusal?: (error: GraphError, trace: string | null) => void;
  /** Where the pages of help points are; null if Messenger could not open them. */
  readonly site?: string | null;
  /** Meta's documents disagree on the form of a utility template (docs/platforms/messenger.md, "Utility templates"). */
  readonly serialise?: UtilitySerialiser;
}

export interface MessengerSender extends ChannelSender {
  /** Sends an approved template, also outside the 24 hours after the resident's last message. Never rejects. */
  sendUtility(to: Addressee, template: UtilityTemplate, id: string): Promise<SendResult>;
}

/** Sends messages in the Page's name. Our id goes along with each message and comes back in its echo. */
export function createMessengerSender(options: MessengerSenderOptions): MessengerSender {
  const { client, echoes, serialise = serialiseUtility, onRefusal, site = null } = options;

  const blockDetector = new PageBlockDetector();

  const post = async (to: Addressee, body: SendBody, id: string): Promise<SendResult> => {
    const answer = await client({
      method: "POST",
      path: `/${to.account}/messages`,
      body: {
        ...body,
        recipient: { id: to.user },
        message: { ...body.message, metadata: metadataFor(id) },
      },
      timeoutMs: sendTimeoutMs,
    });
    if (answer.kind === "refused") onRefusal?.(answer.error, answer.trace);
    return blockDetector.isPageBlocked(to.user, answer)
      ? { outcome: "account-blocked", reason: describeAnswer(answer) }
      : toSendResult(answer);
  };

  const attempt = async (id: string, send: () => Promise<SendResult>): Promise<SendResult> => {
    // The answer was lost, but the message arrived.
    if (echoes.has(id)) return { outcome: "sent", platformId: null };
    try {
      return await send();
    } catch (error) {
      return renderFailure(error);
    }
  };

  return {
    send: (to, message, id) =>
      attempt(id, () => {
        const rendered = renderMessengerMessage(message, site);
        return post(to, { messaging_type: "RESPONSE", message: rendered }, id);
      }),
    sendUtility: (to, template, id) => attempt(id, () => post(to, serialise(template), id)),
  };
}
