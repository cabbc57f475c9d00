import { describe, expect, test } from "@jest/globals";
import { jsonHtml } from "../../sandbox/page/json-html.ts";
import type { ApiCall } from "../../sandbox/phones/app.ts";
import { showMessengerCall } from "../../sandbox/phones/messenger-calls.ts";
import { shortenSecrets } from "../../sandbox/phones/shorten.ts";
import { createZaloApp } from "../../sandbox/phones/zalo.ts";
import { startZaloStandIn } from "../platforms/zalo/stand-in.ts";

const sent = { path: "/v26.0/1/messages", status: 200, answer: {} };
const onMessenger = (message: object, called: Partial<ApiCall> = {}) =>
  showMessengerCall({ ...sent, body: { recipient: { id: "7" }, message }, ...called });

describe("a call to Messenger", () => {
  test("shows quick replies apart from the text, with the use of their limit", () => {
    const quick_replies = [{ content_type: "text", title: "Có", payload: "#hd|q|yes" }];
    expect(onMessenger({ text: "Bác có không ạ?", quick_replies })).toMatchObject({
      user: "7",
      drawing: { kind: "bubble", from: "service", buttons: [], chips: [{ title: "Có", index: 0 }] },
      measure: "15/1999 chữ, 1/13 gợi ý",
    });
  });

  test("shows buttons that open something, and numbers buttons through all cards", () => {
    const call = { type: "phone_number", title: "Gọi", payload: "+84900000000" };
    const site = { type: "web_url", title: "Mở", url: "https://dichvucong.gov.vn" };
    const back = { type: "postback", title: "Chọn", payload: "#hd|q|1" };
    const button = { template_type: "button", text: "Bác chọn nhé", buttons: [call, site] };
    expect(onMessenger({ attachment: { type: "template", payload: button } })).toMatchObject({
      drawing: {
        buttons: [
          { effect: { type: "open", url: "tel:+84900000000" } },
          { effect: { type: "open", url: "https://dichvucong.gov.vn" } },
        ],
      },
      measure: "12/640 chữ, 2/3 nút",
    });
    const elements = ["a", "b"].map((title) => ({ title, subtitle: "?", buttons: [back] }));
    const generic = { template_type: "generic", elements };
    expect(onMessenger({ attachment: { type: "template", payload: generic } })).toMatchObject({
      drawing: {
        kind: "cards",
        cards: [{ buttons: [{ index: 0 }] }, { title: "b", buttons: [{ index: 1 }] }],
      },
      measure: "2/10 thẻ",
    });
  });

  test("shows both forms of a push, and an unknown form as it was sent", () => {
    const components = [{ type: "body", parameters: [{ type: "text", text: "H29-1" }] }];
    const drawing = { kind: "template", name: "ready", fields: ["H29-1"] };
    expect(onMessenger({ template: { name: "ready", components } })).toMatchObject({ drawing });
    const payload = { template_type: "utility_messages", name: "ready", components };
    expect(onMessenger({ attachment: { type: "template", payload } })).toMatchObject({ drawing });
    expect(onMessenger({ hologram: 1 })).toMatchObject({
      drawing: { kind: "other", content: { hologram: 1 } },
    });
  });

  test.each<[string, Partial<ApiCall>, RegExp]>([
    ["an error of the Graph API", { status: 400, answer: { error: { code: 551 } } }, /chặn Trang/],
    ["an unknown code", { status: 400, answer: { error: { code: 9 } } }, /mã 9\./],
    ["a busy server", { status: 503, answer: "" }, /HTTP 503\. Dịch vụ giữ tin/],
    ["no answer", { status: null, answer: null }, /Quá giờ/],
  ])("shows nothing after %s, and explains the error", (_error, called, words) => {
    expect(onMessenger({ text: "x" }, called)).toMatchObject({
      drawing: null,
      isRefused: true,
      note: { tone: "trouble", text: expect.stringMatching(words) },
    });
  });
});

describe("a call to Zalo", () => {
  async function show(body: unknown, called: Partial<ApiCall> = {}) {
    const standIn = await startZaloStandIn();
    const answer = { error: 0 };
    const path = "/v3.0/oa/message/cs";
    const shown = createZaloApp(standIn).show({ path, status: 200, answer, body, ...called });
    await standIn.close();
    return shown;
  }

  test("shows a link's button, a push with its template, and an unknown form", async () => {
    const link = { type: "oa.open.url", title: "Mở", payload: { url: "https://zalo.me" } };
    const message = { text: "Đây ạ", attachment: { payload: { buttons: [link] } } };
    expect(await show({ recipient: { user_id: "1" }, message })).toMatchObject({
      user: "1",
      drawing: { buttons: [{ effect: { type: "open", url: "https://zalo.me" } }] },
      measure: "5/2000 chữ, 1/5 nút",
    });
    expect(
      await show({ user_id: "1", template_id: 12, template_data: { ma: "H29" } }),
    ).toMatchObject({
      user: "1",
      drawing: { kind: "template", name: "12", fields: ["ma: H29"] },
    });
    expect(await show({ recipient: { user_id: "1" }, message: { file: 1 } })).toMatchObject({
      drawing: { kind: "other" },
    });
  });

  test("shows nothing of a rejected call or of a call without a user", async () => {
    const message = { recipient: { user_id: "1" }, message: { text: "x" } };
    expect(await show(message, { answer: { error: -213 } })).toMatchObject({
      drawing: null,
      note: { text: "Zalo từ chối, mã -213." },
    });
    expect(await show(null)).toMatchObject({ user: null, drawing: null, isRefused: false });
  });
});

test("cuts secrets at any depth, but not ids and texts", () => {
  const given = {
    user_id: "1000000000000000001",
    data: [{ access_token: "abcdefgh" }],
    text: "token",
  };
  expect(shortenSecrets(given)).toEqual({ ...given, data: [{ access_token: "abcd…" }] });
  expect(shortenSecrets({ appsecret_proof: "0123456789", secret: 5 })).toEqual({
    appsecret_proof: "0123…",
    secret: 5,
  });
  expect(shortenSecrets(null)).toBeNull();
});

test("shows JSON unchanged, with all HTML escaped", () => {
  const html = jsonHtml({ '<b>"': ['</pre>&amp; "1": true', -1.5e3, true, null] });
  const text = html
    .replaceAll(/<\/?span[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  expect(JSON.parse(text)).toEqual({ '<b>"': ['</pre>&amp; "1": true', -1500, true, null] });
  expect(html.replaceAll(/<\/?span( class="(name|string|fixed)")?>/g, "")).not.toMatch(/[<>]/);
});
