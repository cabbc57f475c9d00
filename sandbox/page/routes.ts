import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { NotFoundError, ProblemError } from "../../src/http/problem.ts";
import type { SandboxClock } from "../clock.ts";
import type { DeskAccounts } from "../desk/accounts.ts";
import { type ReportedStatus, reportedStatuses } from "../dossier.ts";
import { commandSchema } from "../phones/commands.ts";
import type { PageProfile } from "../phones/messenger.ts";
import { ImpossibleCommandError, type Phone } from "../phones/phone.ts";
import type { Places } from "../places.ts";
import type { StoryPlayer } from "../stories/player.ts";
import { eventsRoute } from "./events.ts";
import { parse } from "./parse.ts";
import { trainerRoutes } from "./trainer-routes.ts";
import { pageHtml } from "./view.ts";

export interface PageDependencies {
  readonly phones: readonly Phone[];
  readonly places: Places;
  readonly profile: PageProfile;
  readonly serviceUrl: string;
  readonly desk: DeskAccounts;
  readonly stories: StoryPlayer;
  readonly clock: SandboxClock;
  readonly reportStatus: (name: ReportedStatus) => Promise<void>;
}

const assets = fileURLToPath(new URL("assets", import.meta.url));
const webAssets = fileURLToPath(new URL("../../src/channels/web/assets", import.meta.url));
const maxBodyBytes = 16 * 1024;
const statusSchema = z.strictObject({ news: z.enum(reportedStatuses) });
/** The value of `chi-tiet` in the address that shows webhooks, calls and faults. */
const pageQuerySchema = z.object({ "chi-tiet": z.literal("hien").optional().catch(undefined) });
const querySchema = z.object({ q: z.string().max(200).default("") });

/** Registers the page with both phones and the routes that its buttons call. */
export async function pageRoutes(app: FastifyInstance, dependencies: PageDependencies) {
  const { phones, places, profile, serviceUrl, desk, stories, clock } = dependencies;
  await app.register(fastifyStatic, { root: assets, prefix: "/assets/", cacheControl: false });

  app.get("/", { exposeHeadRoute: false }, async (request, reply) => {
    const isTechnical = parse(pageQuerySchema, request.query)["chi-tiet"] !== undefined;
    return reply
      .type("text/html; charset=utf-8")
      .header("cache-control", "no-store")
      .send(pageHtml({ profile, serviceUrl, desk, stories, clock, isTechnical }));
  });
  for (const path of ["/desk", "/desk/*"]) {
    app.get(path, { exposeHeadRoute: false }, async (request, reply) =>
      reply.redirect(new URL(request.url, serviceUrl).href, 302),
    );
  }
  app.get("/desk-code", { exposeHeadRoute: false }, async (_request, reply) =>
    reply.header("cache-control", "no-store").send(desk.code()),
  );
  app.get("/lotus.svg", { exposeHeadRoute: false }, (_request, reply) =>
    reply.sendFile("lotus.svg", webAssets),
  );
  app.get("/places", { exposeHeadRoute: false }, async (request) => {
    const { q } = parse(querySchema, request.query);
    return { places: places.find(q).map(({ id, name, detail }) => ({ id, name, detail })) };
  });
  app.post<{ Params: { platform: string } }>(
    "/phones/:platform",
    { bodyLimit: maxBodyBytes },
    async (request, reply) => {
      const phone = phones.find(({ app: { platform } }) => platform === request.params.platform);
      if (phone === undefined) throw new NotFoundError("phone");
      await executeCommand(phone, request.body);
      return reply.code(204).send();
    },
  );
  app.post("/dossier", { bodyLimit: maxBodyBytes }, async (request, reply) => {
    await dependencies.reportStatus(parse(statusSchema, request.body).news);
    return reply.code(204).send();
  });
  trainerRoutes(app, { stories, clock, desk });
  eventsRoute(app, { phones, stories, clock });
}

async function executeCommand(phone: Phone, body: unknown): Promise<void> {
  try {
    await phone.execute(parse(commandSchema, body));
  } catch (error) {
    if (!(error instanceof ImpossibleCommandError)) throw error;
    throw new ProblemError(409, "impossible-act", error.message);
  }
}
