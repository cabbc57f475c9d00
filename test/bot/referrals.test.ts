import { describe, expect, test } from "@jest/globals";
import { createReferrals, type OpenLink, parseTypedCode } from "../../src/bot/referrals.ts";
import { createMemoryStore } from "../../src/bot/store/memory-store.ts";
import { createWebConversations } from "../../src/bot/web-conversations.ts";
import { DatabaseUnavailableError } from "../../src/db/unavailable.ts";
import { failNever } from "./no-ports.ts";

const resident = { channel: "zalo", account: "oa", user: "u1" } as const;
const px12: OpenLink = async (code) => (code === "PX12" ? { type: "start", point: "kp-3" } : null);
const { byRef, byText } = createReferrals(px12);

describe("resolving the ref of a link", () => {
  test.each([
    ["point:nha-van-hoa-3", { type: "start", point: "nha-van-hoa-3" }],
    ["point=nha-van-hoa-3", { type: "start", point: "nha-van-hoa-3" }],
    ["procedure:dang-ky-khai-sinh", { type: "start", procedure: "dang-ky-khai-sinh" }],
    ["PX12", { type: "start", point: "kp-3" }],
    ["PX13", { type: "start", lost: true }],
    ["point:", { type: "start", lost: true }],
    ["point:../x", { type: "start", lost: true }],
    ["", { type: "start", lost: true }],
    ["x".repeat(2_083), { type: "start", lost: true }],
  ])("the ref %j leads to its place or to the menu", async (ref, arrival) => {
    expect(await byRef(ref, resident, null)).toEqual(arrival);
  });
});

describe("parsing a typed code", () => {
  test.each([
    ["#PX12", { code: "PX12", isMarked: true }],
    [" #px12 ", { code: "PX12", isMarked: true }],
    ["# PX12", { code: "PX12", isMarked: true }],
    ["PX12", { code: "PX12", isMarked: false }],
    ["mã px12", { code: "PX12", isMarked: false }],
    ["#12", null],
    ["12", null],
    ["#khaisinh", null],
    ["khai sinh 12", null],
    ["#hd|menu/topic/1|x", null],
    ["mã là #PX12", { code: "PX12", isMarked: true }],
    ["#khai sinh", null],
    ["#", null],
    ["#TR39.", { code: "TR39", isMarked: true }],
    ["TR39 ạ", { code: "TR39", isMarked: false }],
    ["TR39.", { code: "TR39", isMarked: false }],
    ["Mã: TR39", { code: "TR39", isMarked: false }],
    ["Mã số: #tr39 nhé", { code: "TR39", isMarked: true }],
    ["dạ mã của em là TR39 ạ", { code: "TR39", isMarked: false }],
    ["＃ＴＲ３９", { code: "TR39", isMarked: true }],
    ["ＴＲ３９", { code: "TR39", isMarked: false }],
    ["#T\u200bR\u206039\ufe0f", { code: "TR39", isMarked: true }],
    ["(#TR39)", { code: "TR39", isMarked: true }],
    ["“TR39”", { code: "TR39", isMarked: false }],
    ["#TR-39", { code: "TR39", isMarked: true }],
    ["TR 39", { code: "TR39", isMarked: false }],
    ["TR39 👍", { code: "TR39", isMarked: false }],
    ["#TR39X2345678", { code: "TR39X2345678", isMarked: true }],
    ["tôi muốn hỏi TR39 là gì", null],
    ["gặp bạn #TR39", null],
    ["khai sinh", null],
    ["a 12", null],
    [`#TR39${" ".repeat(100)}`, null],
  ])("%j is read as a code, or as none", (text, code) => {
    expect(parseTypedCode(text)).toEqual(code);
  });

  test("a typed code leads where its link does, and an unknown one is reported as lost only if it has the mark", async () => {
    expect(await byText("px12", resident, null)).toEqual({ type: "start", point: "kp-3" });
    expect(await byText("#PX99", resident, null)).toEqual({ type: "start", lost: true });
    expect(await byText("CC12", resident, null)).toBeNull();
  });

  test("a visitor of the web page brings their address, by which wrong codes are counted", async () => {
    const asked: unknown[] = [];
    const referrals = createReferrals(async (...question) => {
      asked.push(question);
      return null;
    });
    const turns: unknown[] = [];
    const conversations = createWebConversations(
      createMemoryStore({ now: () => new Date(0), stateTtlDays: 1 }),
      async (event) => {
        turns.push(event.input);
        return { status: "seen" };
      },
      referrals,
      async () => [],
      failNever,
    );
    const visit = { visitor: "v", said: null, address: "10.0.0.1" };
    await conversations.handle({ ...visit, messageId: "1", input: { type: "code", code: "PX99" } });
    await conversations.handle({
      ...visit,
      messageId: "2",
      input: { type: "text", text: "#PX98" },
    });
    const visitor = { channel: "web", account: "page", user: "v" };
    expect(asked).toEqual([
      ["PX99", visitor, "10.0.0.1"],
      ["PX98", visitor, "10.0.0.1"],
    ]);
    expect(turns).toEqual([
      { type: "start", lost: true },
      { type: "start", lost: true },
    ]);
  });

  test("rejects as PORT_UNAVAILABLE while nobody answers, but lets other messages pass", async () => {
    const silent = createReferrals(() => new Promise(() => {}), 5);
    for (const asked of [
      silent.byText("#PX12", resident, null),
      silent.byRef("PX12", resident, null),
    ]) {
      await expect(asked).rejects.toMatchObject({ code: "PORT_UNAVAILABLE" });
    }
    expect(await silent.byText("chào cháu", resident, null)).toBeNull();
  });

  test("rejects with the look-up's own error: a fault of ours must not look like a server that comes back", async () => {
    const faults = [new DatabaseUnavailableError("PostgreSQL at db", null), new TypeError("ours")];
    for (const fault of faults) {
      const broken = createReferrals(() => Promise.reject(fault));
      await expect(broken.byText("#PX12", resident, null)).rejects.toBe(fault);
    }
  });
});
