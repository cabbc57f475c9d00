import { accountKey } from "../pacing.ts";
import { chatMessageOf, type PushRoutes } from "../push.ts";
import type { MessengerSender } from "./sender.ts";

/** The utility template that the Page must have, in each language, with these named placeholders (docs/messenger-setup.md). */
export const statusTemplate = {
  name: "dossier_status",
  parameters: ["ma_ho_so", "trang_thai", "viec_can_lam"],
} as const;

/** Free text inside the 24 hours, and the Page's approved utility template at any time; both paced with the Page's replies. */
export function messengerRoutes(outlet: MessengerSender, pageId: string): PushRoutes {
  const paceKey = accountKey("messenger", pageId);
  return {
    "messenger-chat": {
      paceKey,
      send: ({ account, to: user }, message) =>
        outlet.send({ account, user }, chatMessageOf(message), message.id),
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
        return outlet.sendUtility({ account, user }, template, id);
      },
    },
  };
}
