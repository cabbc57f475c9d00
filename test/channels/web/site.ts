import { randomUUID } from "node:crypto";
import { afterEach } from "@jest/globals";
import { fastify, type InjectOptions, type LightMyRequestResponse } from "fastify";
import { createTurnProcessor } from "../../../src/bot/process-turn.ts";
import { createReferrals } from "../../../src/bot/referrals.ts";
import { createMemoryStore } from "../../../src/bot/store/memory-store.ts";
import { createWebConversations } from "../../../src/bot/web-conversations.ts";
import type { WebConversations } from "../../../src/channels/web/conversations.ts";
import { type WebOptions, webPlugin } from "../../../src/channels/web/web.ts";
import { echo } from "../../bot/echo-flow.ts";
import { emptyCatalog } from "../../bot/empty-catalog.ts";
import { noPorts } from "../../bot/no-ports.ts";

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
  const turn = createTurnProcessor({
    store,
    converse: echo,
    perform: noPorts,
    catalog: () => emptyCatalog,
    now,
    hashResident: ({ user }) => user,
    contactPhone: null,
    muteMinutes: 60,
  });
  const app = fastify();
  open.push(app);
  await app.register(webPlugin, {
    conversations: wrap(
      createWebConversations(
        store,
        turn,
        createReferrals(async () => null),
      ),
    ),
    cookieSecrets: ["a secret of the tests"],
    publicUrl: "http://localhost:3000",
    lifeDays: 7,
    now,
    pointName: (id) => (id === "nha-van-hoa" ? "Nhà văn hóa khu phố 3" : null),
    links: { find: async () => null, opened: async () => undefined },
    linkChannels: {
      zaloOaId: null,
      zaloMiniAppId: null,
      messengerPageId: null,
      contactPhone: null,
    },
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
  let cookie: string | undefined;
  const request = async ({ headers, ...rest }: InjectOptions) => {
    const response = await inject({
      ...rest,
      headers: { ...(cookie !== undefined && { cookie }), ...headers },
    });
    cookie = response.headers["set-cookie"]?.toString().split(";")[0] ?? cookie;
    return response;
  };
  return {
    request,
    cookie: () => cookie ?? "",
    setCookie: (value: string) => {
      cookie = value;
    },
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
