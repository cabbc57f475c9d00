import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { AttemptCounter, CountedAttempt } from "../../security/attempt-counter.ts";
import type { IngestReports } from "../dossiers/ingest-reports.ts";
import { createSessions, type OnestopCredentials } from "./sessions.ts";
import { readSession, validateCall } from "./validate-call.ts";

interface OnestopDependencies {
  readonly credentials: OnestopCredentials;
  readonly secretKey: string;
  readonly attempts: AttemptCounter;
  readonly ingest: IngestReports;
  readonly now: () => Date;
}

const maxBodyBytes = 4 * 1024 * 1024;
const maxLoginBytes = 16 * 1024;

/** The error codes of one-stop systems: numbers for sign-ins, strings for calls. */
const loginCode = { accepted: 0, refused: 1 } as const;
const callCode = { accepted: "00", hasErrors: "01", noSession: "02" } as const;

const signIn = z.object({ username: z.string(), password: z.string() });

/**
 * Adds the routes for what one-stop systems send to the National Public Service Portal, which the service accepts unchanged
 * (docs/platforms/one-stop.md): sign-in, and dossiers or steps. The answer is HTTP 400 only if the body is not JSON; all other
 * errors are reported with the error codes of one-stop systems.
 */
export async function onestopRoutes(
  app: FastifyInstance,
  { credentials, secretKey, attempts, ingest, now }: OnestopDependencies,
): Promise<void> {
  const sessions = createSessions(credentials, secretKey, now);
  parseEveryTypeAsJson(app);

  app.post("/integrations/onestop/login", { bodyLimit: maxLoginBytes }, async (request, reply) => {
    const { data } = signIn.safeParse(request.body);
    if (data === undefined) return { error_code: loginCode.refused };
    const client = attempts.clientAt(`one-stop ${data.username}`, request.ip);
    const attempt = await countSignIn(attempts, { ...data, address: request.ip, client }, now());
    if (!attempt.isAllowed) {
      reply.code(429).header("retry-after", Math.ceil(attempt.retryAfterMs / 1000));
      return { error_code: loginCode.refused };
    }
    const session = sessions.signIn(data.username, data.password);
    if (session === null) return { error_code: loginCode.refused };
    await attempt.takeBack();
    await attempts.rememberClient(client, now());
    return { error_code: loginCode.accepted, session };
  });

  app.post("/integrations/onestop", { bodyLimit: maxBodyBytes }, async (request) => {
    if (!sessions.isOpen(readSession(request.body))) return { error_code: callCode.noSession };
    const { reports, errors } = validateCall(request.body, now());
    await ingest(reports);
    return errors.length === 0
      ? { error_code: callCode.accepted }
      : { error_code: callCode.hasErrors, errors };
  });
}

/**
 * Counts an attempt before the password is compared. A system has no cookie but always the same address: once it was right from
 * there, its attempts are counted apart, and a stranger who knows its username does not keep it out.
 */
async function countSignIn(
  attempts: AttemptCounter,
  { username, address, client }: Readonly<Record<"username" | "address" | "client", string>>,
  now: Date,
): Promise<CountedAttempt> {
  return (await attempts.isKnownClient(client, now))
    ? attempts.count("one-stop sign-in, known client", { client }, now)
    : attempts.count("one-stop sign-in", { account: username, address }, now);
}

/** Senders declare many content types for JSON, or none. */
function parseEveryTypeAsJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser("remove", "remove");
  app.addContentTypeParser("*", { parseAs: "string" }, parse);
}
