import { failureOf } from "../fit-text.ts";
import { type Addressee, type ChannelSender, type SendResult, sendTimeoutMs } from "../sender.ts";
import type { GraphAnswer, GraphClient } from "./client.ts";
import type { Echoes } from "./echoes.ts";
import type { GraphError } from "./errors.ts";
import { metadataFor } from "./metadata.ts";
import { renderMessage } from "./render.ts";
import { resultOf } from "./results.ts";
import {
  type SendBody,
  serialiseUtility,
  type UtilitySerialiser,
  type UtilityTemplate,
} from "./utility.ts";

export interface MessengerOutletOptions {
  readonly client: GraphClient;
  readonly echoes: Pick<Echoes, "has">;
  /** Hears each refusal; the trace is for Meta's support. */
  readonly onRefusal?: (error: GraphError, trace: string | null) => void;
  /** Meta's documents disagree on the form of a utility template (messenger.md §2.4). */
  readonly serialise?: UtilitySerialiser;
}

export interface MessengerSender extends ChannelSender {
  /** An approved template, which may go outside the 24 hours after the resident's last word. Never rejects. */
  sendUtility(to: Addressee, template: UtilityTemplate, id: string): Promise<SendResult>;
}

/** Sends in the Page's name. Our id goes along with each message, and comes back in its echo. */
export function createMessengerSender(options: MessengerOutletOptions): MessengerSender {
  const { client, echoes, serialise = serialiseUtility, onRefusal } = options;

  const post = async (to: Addressee, body: SendBody, id: string) => {
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
    tell(answer);
    return resultOf(answer);
  };

  const tell = (answer: GraphAnswer) => {
    if (answer.kind === "refused") onRefusal?.(answer.error, answer.trace);
  };

  const attempt = async (id: string, send: () => Promise<SendResult>): Promise<SendResult> => {
    // An answer was lost, but not the message.
    if (echoes.has(id)) return { outcome: "sent", platformId: null };
    try {
      return await send();
    } catch (error) {
      return failureOf(error);
    }
  };

  return {
    send: (to, message, id) =>
      attempt(id, () =>
        post(to, { messaging_type: "RESPONSE", message: renderMessage(message) }, id),
      ),
    sendUtility: (to, template, id) => attempt(id, () => post(to, serialise(template), id)),
  };
}
