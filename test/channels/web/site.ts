import { randomUUID } from "node:crypto";
import { afterEach } from "@jest/globals";
import { fastify, type InjectOptions, type LightMyRequestResponse } from "fastify";
import { createTurnPreview } from "../../../src/bot/preview-turn.ts";
import { createTurnProcessor } from "../../../src/bot/process-turn.ts";
import { createReferrals } from "../../../src/bot/referrals.ts";
import { createMemoryStore } from "../../../src/bot/store/memory-store.ts";
import { createWebConversations } from "../../../src/bot/web-conversations.ts";
import type { WebConversations } from "../../../src/channels/web/conversations.ts";
import { type WebOptions, webPlugin } from "../../../src/channels/web/web.ts";
import { echo } from "../../bot/echo-flow.ts";
import { emptyCatalog } from "../../bot/empty-catalog.ts";
import { failNever, noPorts } from "../../bot/no-ports.ts";

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((site) => site.close()));
});

/** Opens the web chat with a store in memory and a flow that repeats each message; closed after each test. */
export async function openSite(
  overrides: Partial<WebOptions> = {},
  wrap: (conversations: WebConversations) => WebConversations = (conversations) => conversations,
) {
  let time = Date.UTC(2026, 10, 23, 1);
  const now = () => new Date(time);
  const store = createMemoryStore({ now, stateTtlDays: 7 });
  const conversing = {
    store,
    converse: echo,
    catalog: () => emptyCatalog,
    now,
    contactPhone: null,
    muteMinutes: 60,
  };
  const turn = createTurnProcessor({
    ...conversing,
    perform: noPorts,
    hashResident: ({ user }) => user,
  });
  const app = fastify();
  open.push(app);
  await app.register(webPlugin, {
    conversations: wrap(
      createWebConversations(
        store,
        turn,
        createReferrals(async () => null),
        createTurnPreview(conversing),
        failNever,
      ),
    ),
    cookieSecrets: ["a secret of the tests"],
    publicUrl: "http://localhost:3000",
    lifeDays: 7,
    now,
    lifeEvents: () => [],
    pointName: (id) => (id === "nha-van-hoa" ? "Nhà văn hóa khu phố 3" : null),
    privacy: { keptDays: 365, asksModel: false },
    links: { find: async () => null, opened: async () => undefined },
    linkChannels: async () => ({
      zaloOaId: null,
      zaloMiniAppId: null,
      messengerPageId: null,
      zaloName: null,
      messengerName: null,
      contactPhone: null,
      isPublic: true,
    }),
    ...overrides,
  });
  const elapse = (ms: number) => {
    time += ms;
  };
  return { app, elapse, store, visit: () => createBrowser((request) => app.inject(request)) };
}

export type Site = Awaited<ReturnType<typeof openSite>>;
export type Browser = ReturnType<typeof createBrowser>;

/** Keeps its cookie as a browser would. */
function createBrowser(inject: (request: InjectOptions) => Promise<LightMyRequestResponse>) {
  const cookies = new Map<string, string>();
  const keep = (pair: string) => {
    const [name = "", ...value] = pair.split("=");
    if (value.join("=") === "") cookies.delete(name);
    else cookies.set(name, value.join("="));
  };
  const request = async ({ headers, ...rest }: InjectOptions) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await inject({
      ...rest,
      headers: { ...(cookie !== "" && { cookie }), ...headers },
    });
    for (const line of [response.headers["set-cookie"] ?? []].flat()) {
      keep(line.split(";")[0] ?? "");
    }
    return response;
  };
  return {
    request,
    /** The cookie that names the visitor. */
    cookie: () => `huong-dan-visitor=${cookies.get("huong-dan-visitor") ?? ""}`,
    setCookie: keep,
    open: (url = "/") => request({ url, headers: { accept: "text/html" } }),
    post: (payload: object) => request({ method: "POST", url: "/web/messages", payload }),
    say: (text: string, id: string = randomUUID()) =>
      request({ method: "POST", url: "/web/messages", payload: { id, text } }),
    submit: (url: string, fields: Record<string, string>) =>
      request({
        method: "POST",
        url,
        payload: new URLSearchParams(fields).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
    /** The conversation as the page's script reads it. */
    lines: async (): Promise<string[]> => {
      const response = await request({ url: "/web/messages" });
      const { entries } = response.json<{ entries: { message: { text: string } }[] }>();
      return entries.map(({ message }) => message.text);
    },
  };
}
