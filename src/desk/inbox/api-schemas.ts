import { z } from "zod";

/** What programs read of the inbox; `/desk/openapi.json` shows it. */

export const doneSchema = z.object({ location: z.string() });

const conversation = z.object({
  id: z.number(),
  status: z.enum(["waiting", "taken", "with-bot", "closed"]),
  statusName: z.string(),
  channel: z.string().describe("zalo, messenger or web"),
  from: z.string().describe("The channel and the end of the resident's id"),
  teamName: z.string(),
  pointId: z.string().nullable(),
  procedureId: z.string().nullable().describe("What the resident was being told about"),
  procedureName: z.string().nullable(),
  openedAt: z.date(),
  promisedAt: z.date().describe("By when the resident was promised an answer"),
  answeredAt: z.date().nullable().describe("When the first reply was written"),
  isLate: z.boolean(),
  promiseLeft: z.string().nullable(),
  takerName: z.string().nullable(),
  takenAt: z.date().nullable(),
  isMine: z.boolean(),
  windowEndsAt: z
    .date()
    .nullable()
    .describe("When the platform stops accepting replies; null: never, or it is over"),
  windowLeft: z.string().nullable(),
  isWindowOver: z.boolean(),
  isWindowShort: z.boolean(),
  closedAt: z.date().nullable(),
  closerName: z.string().nullable(),
  closedReason: z.enum(["answered", "no-answer", "wrong-place", "other"]).nullable(),
  closedReasonName: z.string().nullable(),
  contactKind: z
    .enum(["phone", "email"])
    .nullable()
    .describe("What a visitor of the web page left"),
});

const from = z.enum(["resident", "bot", "colleague", "note", "system"]);

export const listSchema = z.object({
  filter: z.enum(["waiting", "mine", "all", "done"]),
  counts: z.object({ waiting: z.number(), mine: z.number(), all: z.number() }),
  conversations: z.array(
    conversation.extend({
      latest: z.object({ from, at: z.date(), words: z.string() }).nullable(),
    }),
  ),
  version: z.string().describe("Another one if anything of it has changed"),
});

const named = z.object({ id: z.string(), name: z.string() });

export const talkSchema = z.object({
  conversation,
  lines: z.array(
    z.object({
      id: z.number(),
      at: z.date(),
      from,
      authorName: z.string().nullable(),
      words: z.string(),
      state: z.enum(["stored", "sending", "sent", "failed"]),
      stateName: z.string().nullable(),
      failure: z.string().nullable(),
    }),
  ),
  dossiers: z
    .array(z.object({ id: z.number(), code: z.string() }))
    .describe("Those that they follow"),
  may: z.object({
    take: z.boolean(),
    reply: z.boolean(),
    note: z.boolean(),
    pass: z.boolean().describe("Hand on, give back, hand back to the bot"),
    close: z.boolean(),
  }),
  after: z.number().describe("Send it with a reply that may have to be sent again"),
  version: z.string().describe("Another one if anything of the above has changed"),
  canned: z.array(z.object({ id: z.number(), title: z.string(), words: z.string() })),
  send: z
    .object({
      procedure: named.nullable(),
      procedures: z.array(named),
      point: named.nullable(),
      points: z.array(named),
      link: z.object({ url: z.string(), title: z.string() }).nullable(),
    })
    .nullable(),
  targets: z.object({
    colleagues: z.array(z.object({ id: z.number(), name: z.string() })),
    teams: z.array(z.object({ value: z.string(), name: z.string() })),
  }),
});

export const contactSchema = talkSchema.extend({
  contact: z.object({ kind: z.enum(["phone", "email"]), value: z.string() }).nullable(),
});

export const cannedListSchema = z.object({
  canned: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      words: z.string().describe("With {ten_can_bo}, {diem} and {thu_tuc} to be filled in"),
      ownerName: z.string(),
      isOwn: z.boolean().describe("Whether the account may change it"),
    }),
  ),
  owners: z.array(z.object({ value: z.string(), name: z.string() })),
});
