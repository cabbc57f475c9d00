import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { IngestReports } from "../dossiers/ingest-reports.ts";
import { createSessions, type OnestopCredentials } from "./sessions.ts";
import { SignInThrottle } from "./sign-in-throttle.ts";
import { judgeCall, sessionOf } from "./validate-call.ts";

export interface OnestopDependencies {
  readonly credentials: OnestopCredentials;
  readonly secretKey: string;
  readonly take: IngestReports;
  readonly now: () => Date;
}

const maxBodyBytes = 4 * 1024 * 1024;
const maxLoginBytes = 16 * 1024;

/** Success and failure as one-stop systems know them: a number for sign-ins, a string for sends. */
const login = { taken: 0, refused: 1 } as const;
const sent = { taken: "00", faulty: "01", noSession: "02" } as const;

const signIn = z.object({ username: z.string(), password: z.string() });

/**
 * What one-stop systems send to the National Public Service Portal, taken here as it is (reference dossier-sync.md): sign-in, and
 * dossiers or steps. HTTP 400 only where the body is no JSON; everything else is told in their own codes.
 */
export async function onestopRoutes(
  app: FastifyInstance,
  { credentials, secretKey, take, now }: OnestopDependencies,
): Promise<void> {
  const sessions = createSessions(credentials, secretKey, now);
  const throttle = new SignInThrottle(now);
  readJsonWhateverItsName(app);

  app.post("/integrations/onestop/login", { bodyLimit: maxLoginBytes }, async (request, reply) => {
    const waitMs = throttle.waitMs(request.ip);
    if (waitMs > 0) {
      reply.code(429).header("retry-after", Math.ceil(waitMs / 1000));
      return { error_code: login.refused };
    }
    const { data } = signIn.safeParse(request.body);
    const session = data === undefined ? null : sessions.signIn(data.username, data.password);
    if (session !== null) return { error_code: login.taken, session };
    throttle.countRefused(request.ip);
    return { error_code: login.refused };
  });

  app.post("/integrations/onestop", { bodyLimit: maxBodyBytes }, async (request) => {
    if (!sessions.isOpen(sessionOf(request.body))) return { error_code: sent.noSession };
    const { reports, faults } = judgeCall(request.body, now());
    await take(reports);
    return faults.length === 0
      ? { error_code: sent.taken }
      : { error_code: sent.faulty, errors: faults };
  });
}

/** Senders name their JSON in many ways, or not at all. */
function readJsonWhateverItsName(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser("remove", "remove");
  app.addContentTypeParser("*", { parseAs: "string" }, parse);
}
