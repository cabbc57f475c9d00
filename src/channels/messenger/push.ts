import { accountKey } from "../pacing.ts";
import { type PushRoutes, renderChatMessage } from "../push.ts";
import type { MessengerSender } from "./sender.ts";

/** The utility template that the Page must have in each language, with these named placeholders (docs/messenger-setup.md). */
const statusTemplate = {
  name: "dossier_status",
  parameters: ["ma_ho_so", "trang_thai", "viec_can_lam"],
} as const;

/**
 * Sends free text within 24 hours of the resident's last message, and the Page's approved utility template at any time.
 * Both are paced together with the Page's replies.
 */
export function createMessengerRoutes(sender: MessengerSender, pageId: string): PushRoutes {
  const paceKey = accountKey("messenger", pageId);
  return {
    "messenger-chat": {
      paceKey,
      send: ({ account, to: user }, message) =>
        sender.send({ account, user }, renderChatMessage(message), message.id),
    },
    "messenger-template": {
      paceKey,
      send: async ({ account, to: user }, { language, parameters, id }) => {
        const body = statusTemplate.parameters.map((name) => ({
          name,
          text: parameters[name] ?? "",
        }));
        // Meta refuses a template with an empty value, and counts refusals against the Page.
        if (body.some(({ text }) => text === "")) {
          return { outcome: "rejected", reason: "the template wants what is not known" };
        }
        const template = { name: statusTemplate.name, language, body, buttons: [] };
        return sender.sendUtility({ account, user }, template, id);
      },
    },
  };
}
