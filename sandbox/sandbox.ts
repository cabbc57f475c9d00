import { loadCatalog } from "../src/catalog/load.ts";
import { createGraphClient } from "../src/channels/messenger/client.ts";
import { createPageClient } from "../src/channels/messenger/page.ts";
import { applyPlan, planSetUp } from "../src/channels/messenger/set-up.ts";
import type { MessengerConfig } from "../src/config/config.ts";
import { buildHttpServer } from "../src/http/server.ts";
import { type MetaStandIn, startMetaStandIn } from "../test/platforms/messenger/stand-in.ts";
import { type StandIn, startZaloStandIn } from "../test/platforms/zalo/stand-in.ts";
import { createClock, type SandboxClock } from "./clock.ts";
import { timeToBeginWith } from "./clock-presets.ts";
import { createCredentials } from "./credentials.ts";
import { createDeskAccounts, type ShownAccount } from "./desk/accounts.ts";
import { dossier, registerDossier } from "./dossier.ts";
import { type PageDependencies, pageRoutes } from "./page/routes.ts";
import { createMessengerApp, readProfile } from "./phones/messenger.ts";
import { Phone } from "./phones/phone.ts";
import { createZaloApp } from "./phones/zalo.ts";
import { createPlaces } from "./places.ts";
import { findFreePort, openService } from "./service.ts";
import { createColleague } from "./stories/colleague.ts";
import { StoryPlayer } from "./stories/player.ts";
import { loadStories } from "./stories/story.ts";

export interface Sandbox {
  /** The page with the two phones. */
  readonly url: string;
  /** Leads to the desk. */
  readonly deskUrl: string;
  readonly accounts: readonly ShownAccount[];
  readonly stories: StoryPlayer;
  readonly clock: SandboxClock;
  readonly zalo: StandIn;
  readonly meta: MetaStandIn;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absent: now, or the next morning during quiet hours, so that whoever shows it at night sees notifications. */
  readonly beginsAt?: Date;
}

const host = "127.0.0.1";
/** The template that an operator lets Meta approve, see docs/operating.md. */
const statusTemplate = "dossier_status";
/** The point of the member of staff. */
const staffPoint = "diem-kp-23-24-binh-tien";

/** Opens the service between stand-ins for Zalo and Meta, and the page that shows all three. */
export async function openSandbox({
  port,
  environment,
  beginsAt,
}: SandboxOptions): Promise<Sandbox> {
  // Closes the parts that are open already if a later one fails to open.
  await using opening = new AsyncDisposableStack();
  const closeLater: CloseLater = (part) => opening.adopt(part, ({ close }) => close());

  const clock = createClock();
  const { now } = clock;
  if (beginsAt !== undefined) clock.set(beginsAt);
  const credentials = createCredentials();
  const servicePort = await findFreePort();
  const webhooks = `http://${host}:${servicePort}/webhooks`;
  let phones: { readonly zalo: Phone; readonly messenger: Phone } | null = null;
  const zalo = closeLater(
    await startZaloStandIn({
      account: credentials.account,
      accessToken: credentials.accessToken,
      webhookUrl: `${webhooks}/zalo`,
      echoes: true,
      now: () => now().getTime(),
      onExchange: (exchange) => phones?.zalo.handleExchange(exchange),
    }),
  );
  const meta = closeLater(
    await startMetaStandIn({
      page: credentials.page,
      webhookUrl: `${webhooks}/messenger`,
      echoes: true,
      now: () => now().getTime(),
      onExchange: (exchange) => phones?.messenger.handleExchange(exchange),
    }),
  );
  const urls = { zaloUrl: zalo.url, graphUrl: meta.url };
  const service = closeLater(
    await openService({ credentials, port: servicePort, ...urls, environment, now }),
  );
  const { catalogDir, botMuteMinutes, messenger, quietHours } = service.config;
  const morning = timeToBeginWith(now(), quietHours);
  if (beginsAt === undefined && morning !== null) clock.set(morning);
  await setUpPage(messenger);
  meta.approve(statusTemplate);
  const reportStatus = await registerDossier(service, credentials, now);
  const desk = await createDeskAccounts({
    database: service.database,
    secretKey: credentials.secretKey,
    administrator: credentials.administrator,
    now,
    madonvi: dossier.madonvi,
    pointId: staffPoint,
  });

  const places = createPlaces(await loadCatalog(catalogDir));
  const profile = readProfile(meta);
  phones = {
    zalo: new Phone(createZaloApp(zalo), places, { muteMinutes: botMuteMinutes, now }),
    messenger: new Phone(createMessengerApp(meta, profile), places, {
      muteMinutes: botMuteMinutes,
      now,
    }),
  };
  const staged = { phones: Object.values(phones), places, reportStatus };
  const answerAsColleague = createColleague({ ...service, ...desk, now });
  const stories = new StoryPlayer(await loadStories(), { ...staged, answerAsColleague });
  const shown = {
    ...staged,
    profile,
    stories,
    serviceUrl: service.url,
    desk,
    clock,
  };
  const url = await openSite(port, service.config.logLevel, shown, closeLater);
  const opened = opening.move();
  const { accounts } = desk;
  return {
    url,
    deskUrl: `${url}/desk`,
    accounts,
    stories,
    clock,
    zalo,
    meta,
    close: () => opened.disposeAsync(),
  };
}

type CloseLater = <Part extends { close(): Promise<void> }>(part: Part) => Part;

/** Sets up the Page as `npm run messenger:setup` does. */
async function setUpPage(messenger: MessengerConfig | null): Promise<void> {
  if (messenger === null) throw new TypeError("Messenger is off in the sandbox");
  const page = createPageClient(createGraphClient(messenger), messenger.pageId);
  await applyPlan(page, await planSetUp(page));
}

async function openSite(
  port: number,
  logLevel: string,
  shown: PageDependencies,
  closeLater: CloseLater,
): Promise<string> {
  const site = await buildHttpServer({ publicUrl: `http://${host}`, trustProxy: false, logLevel });
  closeLater({ close: async () => site.close() });
  await site.register(pageRoutes, shown);
  return site.listen({ host, port });
}
