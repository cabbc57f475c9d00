import { type Language, wordingIn } from "../../wording/wording.ts";
import { getStartedPayload, persistentMenu } from "./menu.ts";

/** What `npm run messenger:setup` sets at Meta (docs/platforms/messenger.md, "Profile"). */

/** The fields of the Page that the webhook understands. */
export const requiredFields: readonly string[] = [
  "messages",
  "messaging_postbacks",
  "messaging_referrals",
  "message_echoes",
  "message_deliveries",
  "message_reads",
  "messaging_handovers",
  "standby",
  "messaging_policy_enforcement",
];

/** By the language of the resident's app; Meta requires a default. */
const locales: readonly { readonly locale: string; readonly language: Language }[] = [
  { locale: "default", language: "vi" },
  { locale: "en_US", language: "en" },
];

export const requiredProfile: Readonly<Record<string, unknown>> = {
  get_started: { payload: getStartedPayload },
  greeting: locales.map(({ locale, language }) => ({
    locale,
    text: wordingIn(language).messenger.greeting,
  })),
  persistent_menu: locales.map(({ locale, language }) => ({
    locale,
    composer_input_disabled: false,
    call_to_actions: persistentMenu.map(({ title, payload }) => ({
      type: "postback",
      title: title(language),
      payload,
    })),
  })),
};

/** Ice breakers would replace Get Started, which brings a link's `ref`; commands would replace the menu. */
export const forbiddenProfile: readonly string[] = ["ice_breakers", "commands"];
