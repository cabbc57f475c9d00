import { keepContact, recordResidentLine } from "../../../src/notify/inbox/hear-resident.ts";
import { createTaskBox } from "../../../src/notify/tasks/task-box.ts";
import { secretKey, type TestDesk, type Visitor } from "../desk-server.ts";

export interface Talk {
  readonly conversation: {
    readonly id: number;
    readonly status: string;
    readonly takerName: string | null;
    readonly isMine: boolean;
    readonly isLate: boolean;
    readonly promiseLeft: string | null;
    readonly windowLeft: string | null;
    readonly closedReason: string | null;
  };
  readonly lines: readonly {
    readonly id: number;
    readonly from: string;
    readonly words: string;
    readonly state: string;
    readonly authorName: string | null;
    readonly failure: string | null;
  }[];
  readonly may: Readonly<Record<"take" | "reply" | "note" | "pass" | "close", boolean>>;
  readonly after: number;
  readonly version: string;
  readonly canned: readonly { readonly id: number; readonly words: string }[];
  readonly send: {
    readonly procedure: { readonly id: string } | null;
    readonly link: { readonly url: string } | null;
  } | null;
  readonly targets: {
    readonly colleagues: readonly { readonly id: number; readonly name: string }[];
    readonly teams: readonly { readonly value: string; readonly name: string }[];
  };
}

export interface List {
  readonly counts: { readonly waiting: number; readonly mine: number; readonly all: number };
  readonly conversations: readonly (Talk["conversation"] & {
    readonly latest: { readonly from: string; readonly words: string } | null;
  })[];
  readonly version: string;
}

/** What a program reads and does in the inbox. */
export function inboxOf(visitor: Visitor) {
  return {
    list: async (show = "waiting") =>
      (await visitor.json("GET", `/desk/inbox?show=${show}`)).json<List>(),
    read: async (id: number) => (await visitor.json("GET", `/desk/inbox/${id}`)).json<Talk>(),
    /** Returns the HTTP status. */
    act: async (id: number, deed: string, fields: object = {}) =>
      (await visitor.json("POST", `/desk/inbox/${id}/${deed}`, fields)).statusCode,
    /** Returns why it was refused. */
    refusal: async (id: number, deed: string, fields: object = {}) =>
      (await visitor.json("POST", `/desk/inbox/${id}/${deed}`, fields)).json<{ title: string }>()
        .title,
  };
}

let events = 0;

/** Stores what a resident of `addTask` says while a person answers. */
export async function hearResident(desk: TestDesk, user: string, words: string): Promise<void> {
  const { hearing, event } = hear(desk, user);
  await desk.database.transaction((tx) => recordResidentLine(tx, hearing, event, words));
}

/** Keeps the number that a resident of `addTask` leaves. */
export async function leaveNumber(desk: TestDesk, user: string, value: string): Promise<void> {
  const { hearing, event } = hear(desk, user);
  await desk.database.transaction((tx) =>
    keepContact(tx, hearing, event, { kind: "phone", value }),
  );
}

function hear(desk: TestDesk, user: string) {
  events += 1;
  return {
    hearing: { box: createTaskBox(secretKey), catalog: desk.live.catalog },
    event: {
      resident: { channel: "zalo", account: "oa", user } as const,
      eventId: `said ${events}`,
      now: desk.now(),
    },
  };
}
