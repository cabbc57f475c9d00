import type { AddressInfo } from "node:net";
import { loadCatalog } from "../src/catalog/load.ts";
import { createGraphClient } from "../src/channels/messenger/client.ts";
import { openPage } from "../src/channels/messenger/page.ts";
import { carryOut, planSetUp } from "../src/channels/messenger/set-up.ts";
import type { MessengerConfig } from "../src/config.ts";
import { buildHttp } from "../src/http.ts";
import type { Exchange } from "../test/platforms/exchange.ts";
import { type MetaStandIn, startMetaStandIn } from "../test/platforms/messenger/stand-in.ts";
import { type StandIn, startZaloStandIn } from "../test/platforms/zalo/stand-in.ts";
import { makeOwnKeys } from "./own-keys.ts";
import { findFreePort, type OwnService, openOwnService } from "./own-service.ts";
import { pageRoutes } from "./page/routes.ts";
import { createMessengerApp, readProfile } from "./phones/messenger.ts";
import { Phone } from "./phones/phone.ts";
import { createZaloApp } from "./phones/zalo.ts";
import { createPlaces } from "./places.ts";

export interface Sandbox {
  /** The page with the two phones. */
  readonly url: string;
  readonly zalo: StandIn;
  readonly meta: MetaStandIn;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const host = "127.0.0.1";

/** The service between stand-ins for Zalo and Meta, and the page that shows all three. */
export async function openSandbox({ port, environment }: SandboxOptions): Promise<Sandbox> {
  const keys = makeOwnKeys();
  const servicePort = await findFreePort();
  const webhooks = `http://${host}:${servicePort}/webhooks`;
  const heard: Record<"zalo" | "messenger", (exchange: Exchange) => void> = {
    zalo: () => undefined,
    messenger: () => undefined,
  };
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const part of opened.toReversed()) await part.close();
  };
  const keep = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    opened.push(part);
    return part;
  };

  try {
    const zalo = keep(
      await startZaloStandIn({
        account: keys.account,
        accessToken: keys.accessToken,
        webhookUrl: `${webhooks}/zalo`,
        echoes: true,
        onExchange: (exchange) => heard.zalo(exchange),
      }),
    );
    const meta = keep(
      await startMetaStandIn({
        page: keys.page,
        webhookUrl: `${webhooks}/messenger`,
        echoes: true,
        onExchange: (exchange) => heard.messenger(exchange),
      }),
    );
    const urls = { zaloUrl: zalo.url, graphUrl: meta.url };
    const service = keep(await openOwnService({ keys, port: servicePort, ...urls, environment }));
    await setUpPage(service.config.messenger);

    const places = createPlaces(await loadCatalog(service.config.catalogDir));
    const profile = readProfile(meta);
    const { botMuteMinutes } = service.config;
    const onZalo = new Phone(createZaloApp(zalo), places, botMuteMinutes);
    const onMessenger = new Phone(createMessengerApp(meta, profile), places, botMuteMinutes);
    heard.zalo = (exchange) => onZalo.hear(exchange);
    heard.messenger = (exchange) => onMessenger.hear(exchange);

    const phones = [onZalo, onMessenger];
    const url = await openSite({ port, service, places, profile, phones }, keep);
    return { url, zalo, meta, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As `npm run messenger:setup` does it. */
async function setUpPage(messenger: MessengerConfig | null): Promise<void> {
  if (messenger === null) throw new TypeError("Messenger is off in the sandbox");
  const page = openPage(createGraphClient(messenger), messenger.pageId);
  await carryOut(page, await planSetUp(page));
}

interface Site {
  readonly port: number;
  readonly service: OwnService;
  readonly phones: readonly Phone[];
  readonly places: ReturnType<typeof createPlaces>;
  readonly profile: ReturnType<typeof readProfile>;
}

async function openSite(
  { port, service, ...shown }: Site,
  keep: (part: { close(): Promise<void> }) => unknown,
): Promise<string> {
  const site = await buildHttp({
    publicUrl: `http://${host}`,
    trustProxy: false,
    logLevel: service.config.logLevel,
  });
  keep({ close: () => site.close().then(() => undefined) });
  await site.register(pageRoutes, { ...shown, serviceUrl: service.url });
  await site.listen({ host, port });
  const { port: taken } = site.server.address() as AddressInfo;
  return `http://${host}:${taken}`;
}
