import { z } from "zod";
import { events } from "../../test/platforms/zalo/events.ts";
import type { Fault } from "../../test/platforms/zalo/faults.ts";
import type { StandIn } from "../../test/platforms/zalo/stand-in.ts";
import type { Action, ActionResult, ApiCall, ApiCallView, App, Self } from "./app.ts";
import type { FaultName } from "./commands.ts";
import { describePress, personWords, sharedPlace, textBubble, toResult } from "./drawings.ts";
import { findArmedFault, hangMs } from "./faults.ts";
import type { Button, Drawing } from "./line.ts";
import { httpErrorNote, noAnswerNote, zaloErrorNote } from "./notes.ts";

const limits = { text: 2_000, buttons: 5 };
const firstUser = 1_000_000_000_000_000_000n;

const faults: Readonly<Record<FaultName, Fault>> = {
  token: { name: "expired-token", times: 1 },
  rate: { name: "rate-limit", times: 1 },
  timeout: { name: "hang", times: 1, ms: hangMs },
};

/** Creates the Zalo app of the sandbox. */
export function createZaloApp(standIn: StandIn): App {
  let users = 0;
  return {
    platform: "zalo",
    webhookPath: "/webhooks/zalo",
    newUser: () => {
      users += 1;
      return String(firstUser + BigInt(users));
    },
    relationAfter: ({ type }, before) => {
      if (type === "follow") return "following";
      return type === "unfollow" ? "left" : before;
    },
    perform,
    show,
    deliver: standIn.deliver,
    eventIn: (body) => body,
    arm: (fault) => {
      standIn.faults.clear();
      if (fault !== null) standIn.faults.set(faults[fault]);
    },
    get armed() {
      return findArmedFault(faults, standIn.faults.waiting);
    },
  };
}

function perform(action: Action, { user, at }: Self): ActionResult | null {
  const self = { user, at };
  switch (action.type) {
    case "text":
      return toResult("user_send_text", events.text(action.text, self), textBubble(action.text));
    case "tap":
      return tap(action.button, self);
    case "location": {
      const { name, latitude, longitude } = action.place;
      // Zalo sends coordinates as strings.
      const event = events.location(String(latitude), String(longitude), { ...self, text: name });
      return toResult("user_send_location", event, sharedPlace(action.place));
    }
    case "sticker":
      return toResult("user_send_sticker", events.media("sticker", self), { kind: "sticker" });
    case "follow":
      return toResult("follow", events.follow(self), null, "Bác đã bấm Quan tâm.");
    case "unfollow":
      return toResult("unfollow", events.unfollow(self), null, "Bác đã bỏ quan tâm.");
    case "person": {
      const event = events.echo("text", {
        ...self,
        adminId: "4000000000000000004",
        text: personWords,
      });
      return toResult("oa_send_text", event, textBubble(personWords, "person"));
    }
    case "menu":
      return null;
  }
}

/** Zalo has no event for a tap. It sends the payload as typed text, and the chat does not show it. */
function tap({ title, effect }: Button, self: Pick<Self, "user" | "at">): ActionResult | null {
  if (effect.type !== "payload") return null;
  return toResult("user_send_text", events.text(effect.payload, self), null, describePress(title));
}

const tokenPath = "/v4/oa/access_token";
const answerSchema = z.object({ error: z.int().optional() });
const callSchema = z.object({
  recipient: z
    .looseObject({ user_id: z.string().optional(), anonymous_id: z.string().optional() })
    .optional(),
  user_id: z.string().optional(),
  message: z.unknown().optional(),
  template_id: z.union([z.string(), z.number()]).optional(),
  template_data: z.record(z.string(), z.unknown()).optional(),
});
const messageSchema = z.object({
  text: z.string().optional(),
  attachment: z
    .looseObject({
      payload: z.object({
        buttons: z
          .array(z.object({ title: z.string(), type: z.string(), payload: z.unknown() }))
          .optional(),
      }),
    })
    .optional(),
});

function show(call: ApiCall): ApiCallView {
  const body = callSchema.safeParse(call.body).data ?? {};
  const note = errorNoteOf(call);
  const drawing = drawingOf(body);
  return {
    user: body.recipient?.user_id ?? body.recipient?.anonymous_id ?? body.user_id ?? null,
    name: nameOf(call, drawing),
    drawing: note === null ? drawing : null,
    measure: drawing === null ? null : measureOf(drawing),
    isRefused: note !== null,
    note,
  };
}

function nameOf({ path }: ApiCall, drawing: Drawing | null): string {
  if (path === tokenPath) return "Xin mã truy cập mới";
  return drawing === null ? "Gọi API" : "Gửi tin";
}

function errorNoteOf({ status, answer }: ApiCall) {
  if (status === null) return noAnswerNote;
  if (status >= 400) return httpErrorNote(status);
  const code = answerSchema.safeParse(answer).data?.error ?? 0;
  return code === 0 ? null : zaloErrorNote(code);
}

function drawingOf(body: z.infer<typeof callSchema>): Drawing | null {
  if (body.template_id !== undefined) {
    const fields = Object.entries(body.template_data ?? {});
    return {
      kind: "template",
      name: String(body.template_id),
      fields: fields.map(([name, value]) => `${name}: ${value}`),
    };
  }
  if (body.message === undefined) return null;
  const message = messageSchema.safeParse(body.message).data;
  if (message?.text === undefined) return { kind: "other", content: body.message };
  const buttons = (message.attachment?.payload.buttons ?? []).map((button, index): Button => {
    const link = openedBy(button.payload);
    return link === undefined
      ? {
          index,
          title: button.title,
          effect: { type: "payload", payload: String(button.payload), isChip: false },
        }
      : { index, title: button.title, effect: { type: "open", url: link } };
  });
  return { ...textBubble(message.text, "service"), buttons };
}

const openSchema = z.union([
  z.object({ url: z.string() }).transform(({ url }) => url),
  z.object({ phone_code: z.string() }).transform(({ phone_code: code }) => `tel:+${code}`),
]);

/** Returns the page or the number that a button opens; undefined for one that answers. */
function openedBy(payload: unknown): string | undefined {
  return openSchema.safeParse(payload).data;
}

function measureOf(drawing: Drawing): string | null {
  if (drawing.kind !== "bubble") return null;
  const { text, buttons } = drawing;
  const letters = `${text.length}/${limits.text} chữ`;
  return buttons.length === 0 ? letters : `${letters}, ${buttons.length}/${limits.buttons} nút`;
}
