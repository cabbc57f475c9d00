import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { Authenticator } from "../desk/authenticator.ts";
import { adminPassword, Visitor as DeskVisitor, publicUrl } from "../desk/desk-server.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { monday, openService, Visitor } from "./open-service.ts";
import { eachDatabase, zaloAccessToken, zaloSettings } from "./settings.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** From a resident's request for a person in the chat to the conversation that the desk reads. */
const databases = await eachDatabase();

interface Conversation {
  readonly id: number;
  readonly promisedAt: string;
}

interface Lines {
  readonly lines: readonly { readonly from: string; readonly words: string }[];
}

describe.each(databases)("asking for a person, with $database", ({ environment }) => {
  let standIn: StandIn;
  let service: Service;
  let desk: DeskVisitor;
  const now = () => monday;

  beforeAll(async () => {
    standIn = await startZaloStandIn({
      accessToken: zaloAccessToken,
      now: () => monday.getTime(),
    });
    service = await openService(
      {
        ...zaloSettings(standIn.url),
        PUBLIC_URL: publicUrl,
        DESK_ADMIN_USER: "admin",
        DESK_ADMIN_PASSWORD: adminPassword,
        ...environment,
      },
      now,
    );
    desk = new DeskVisitor(service.app, new Authenticator(now));
    await desk.signIn("admin", adminPassword);
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);

  const waiting = async () =>
    (await desk.json("GET", "/desk/inbox")).json<{ conversations: Conversation[] }>().conversations;
  const requests = async () => {
    const answer = await desk.json("GET", "/desk/tasks");
    return answer.json<{ tasks: { kind: string }[] }>().tasks.map(({ kind }) => kind);
  };
  const read = async (id: number) => (await desk.json("GET", `/desk/inbox/${id}`)).json<Lines>();

  test("the desk receives a hand-over once, with its due date, until the resident erases their data", async () => {
    const bac = new ZaloResident(service, standIn, now);
    await bac.say("làm giấy khai sinh cho cháu nội", "khai sinh");
    const event = events.text("gặp người", bac.self);
    await bac.hear("ngay tại đây, chậm nhất 17 giờ hôm nay", event);
    await bac.post(event);
    await bac.rest();
    const [conversation, ...others] = await waiting();
    expect(others).toEqual([]);
    expect(conversation?.promisedAt).toBe("2026-11-23T10:00:00.000Z");
    const { lines } = await read(conversation?.id ?? 0);
    expect(lines.filter(({ from }) => from === "resident").map(({ words }) => words)).toEqual([
      "làm giấy khai sinh cho cháu nội",
      "gặp người",
    ]);

    await bac.say("sửa dữ liệu của tôi", "chậm nhất thứ Năm 26/11");
    expect(await waiting()).toHaveLength(1);
    expect(await requests()).toEqual(["data-correction"]);
    await bac.say("xóa dữ liệu của tôi", "Cháu đã xóa");
    expect([...(await waiting()), ...(await requests())]).toEqual([]);
  });

  test("a withdrawal of consent at the platform removes the resident's waiting conversation", async () => {
    const bac = new ZaloResident(service, standIn, now);
    await bac.say("gặp cán bộ", "ngay tại đây");
    expect(await waiting()).toHaveLength(1);
    await bac.post(events.withdraw(bac.self));
    expect(await waiting()).toEqual([]);
  });

  test("gives out no data on the web page, where anybody may write", async () => {
    const visitor = new Visitor(service);
    await visitor.open();
    const reply = (await visitor.say("xem dữ liệu của tôi")).map(({ text }) => text).join("\n");
    expect(reply).not.toContain("chậm nhất");
    expect(await requests()).toEqual([]);
  });
});
