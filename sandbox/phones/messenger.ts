import { z } from "zod";
import { updates } from "../../test/platforms/messenger/events.ts";
import type { Fault } from "../../test/platforms/messenger/faults.ts";
import type { MetaStandIn } from "../../test/platforms/messenger/stand-in.ts";
import type { Action, ActionResult, App, Self } from "./app.ts";
import type { FaultName } from "./commands.ts";
import { personWords, sharedPlace, textBubble, toResult } from "./drawings.ts";
import { findArmedFault, hangMs } from "./faults.ts";
import type { Button } from "./line.ts";
import { showMessengerCall } from "./messenger-calls.ts";

const firstUser = 5_000_000_000_000_000;
/** Meta's error "This person isn't available right now." */
const blocked = { code: 551, subcode: 1545041 };

const faults: Readonly<Record<FaultName, Fault>> = {
  token: { name: "dead-token", times: 1 },
  rate: { name: "rate-limit-613", times: 1 },
  timeout: { name: "hang", times: 1, ms: hangMs },
};

/** The Page's profile, as `messenger:setup` wrote it. */
export interface PageProfile {
  readonly greeting: string;
  readonly getStarted: string;
  readonly menu: readonly { readonly title: string; readonly payload: string }[];
}

const profileSchema = z.object({
  get_started: z.object({ payload: z.string() }),
  greeting: z.array(z.object({ locale: z.string(), text: z.string() })),
  persistent_menu: z.array(
    z.object({
      locale: z.string(),
      call_to_actions: z.array(z.object({ title: z.string(), payload: z.string() })),
    }),
  ),
});

/** Reads the Page's profile. Throws if the Page was not set up. */
export function readProfile({ admin }: MetaStandIn): PageProfile {
  const { get_started, greeting, persistent_menu } = profileSchema.parse(admin.profile);
  const isDefault = ({ locale }: { readonly locale: string }) => locale === "default";
  return {
    greeting: greeting.find(isDefault)?.text ?? "",
    getStarted: get_started.payload,
    menu: persistent_menu.find(isDefault)?.call_to_actions ?? [],
  };
}

/** Creates the Messenger app of the sandbox. */
export function createMessengerApp(standIn: MetaStandIn, profile: PageProfile): App {
  let users = 0;
  return {
    platform: "messenger",
    webhookPath: "/webhooks/messenger",
    newUser: () => {
      users += 1;
      return String(firstUser + users);
    },
    // Any action of a resident opens the thread.
    relationAfter: ({ type }, before) => {
      if (type === "unfollow") return "left";
      return type === "person" ? before : "following";
    },
    perform: (action, self) => perform(action, self, { standIn, profile }),
    show: showMessengerCall,
    deliver: (event) => standIn.deliver(event),
    eventIn: (body) => updateSchema.safeParse(body).data?.entry[0]?.messaging[0],
    arm: (fault) => {
      standIn.faults.clear();
      if (fault !== null) standIn.faults.set(faults[fault]);
    },
    get armed() {
      return findArmedFault(faults, standIn.faults.waiting);
    },
  };
}

const updateSchema = z.object({
  entry: z.array(z.object({ messaging: z.array(z.custom<object>()) })),
});

interface Page {
  readonly standIn: MetaStandIn;
  readonly profile: PageProfile;
}

function perform(action: Action, { user, at, relation }: Self, page: Page): ActionResult | null {
  const self = { user, at };
  // Messenger shows no input field after the Page was blocked.
  if (relation === "left" && action.type !== "follow") return null;
  switch (action.type) {
    case "text":
      return toResult("message", updates.text(action.text, self), textBubble(action.text));
    case "tap":
      return tap(action.button, self);
    case "menu": {
      const item = page.profile.menu[action.item];
      if (item === undefined) return null;
      const event = updates.postback(item.payload, { ...self, title: item.title });
      return toResult("postback", event, textBubble(item.title));
    }
    case "location": {
      const { latitude, longitude } = action.place;
      return toResult(
        "message (location)",
        updates.location(latitude, longitude, self),
        sharedPlace(action.place),
      );
    }
    case "sticker":
      return toResult("message (sticker)", updates.attachment("sticker", self), {
        kind: "sticker",
      });
    case "follow":
      return begin(relation, self, page);
    case "unfollow":
      page.standIn.refuse(user, blocked.code, blocked.subcode);
      return toResult("", null, null, "Bác đã chặn Trang. Meta không báo cho dịch vụ.");
    case "person":
      return toResult(
        "message_echo",
        updates.echo(personWords, self),
        textBubble(personWords, "person"),
      );
  }
}

/** Taps Get Started, or lifts the block of a Page. Meta sends no event for the latter. */
function begin(
  relation: Self["relation"],
  self: Pick<Self, "user" | "at">,
  { standIn, profile }: Page,
): ActionResult {
  if (relation === "left") {
    standIn.refuse(self.user, 0);
    return toResult("", null, null, "Bác đã bỏ chặn Trang.");
  }
  const title = "Bắt đầu";
  return toResult(
    "postback",
    updates.postback(profile.getStarted, { ...self, title }),
    textBubble(title),
  );
}

function tap({ title, effect }: Button, self: Pick<Self, "user" | "at">): ActionResult | null {
  if (effect.type !== "payload") return null;
  return effect.isChip
    ? toResult(
        "message (quick_reply)",
        updates.quickReply(title, effect.payload, self),
        textBubble(title),
      )
    : toResult("postback", updates.postback(effect.payload, { ...self, title }), textBubble(title));
}
