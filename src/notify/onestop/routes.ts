import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/open.ts";
import { limitBodiesInFlight } from "../../http/bodies-in-flight.ts";
import { TooManyRequestsError } from "../../http/problem.ts";
import { limitRequests } from "../../http/rate-limit.ts";
import type { AttemptCounter, CountedAttempt } from "../../security/attempt-counter.ts";
import type { IngestReports } from "../dossiers/ingest-reports.ts";
import { createAccounts, type OnestopAccounts, type OnestopSender } from "./accounts.ts";
import { createAuditNotices } from "./audit-notices.ts";
import {
  acceptEveryTypeAsText,
  createJsonParser,
  findSessions,
  maxUncheckedLength,
} from "./read-body.ts";
import { addRefusals } from "./refusal-errors.ts";
import type { OnestopCredentials } from "./sessions.ts";
import { readSession, validateCall } from "./validate-call.ts";

interface OnestopDependencies {
  readonly database: Pick<Database, "db" | "transaction">;
  /** The shared account; null: only systems with keys of their own have access. */
  readonly credentials: OnestopCredentials | null;
  readonly secretKey: string;
  readonly attempts: AttemptCounter;
  readonly ingest: IngestReports;
  readonly now: () => Date;
}

const maxBodyBytes = 4 * 1024 * 1024;
const maxLoginBytes = 16 * 1024;
/** Of one address: a system sends up to 1,000 elements with each. */
const requestsPerMinute = 600;
/** Longer than any user name or password that somebody has. */
const maxCredentialLength = 1_000;

/** The error codes of one-stop systems: numbers for sign-ins, strings for calls. */
const loginCode = { accepted: 0, refused: 1 } as const;
const callCode = { accepted: "00", hasErrors: "01", noSession: "02" } as const;

const signIn = z.object({
  username: z.string().max(maxCredentialLength),
  password: z.string().max(maxCredentialLength),
});

/**
 * Adds the routes for what one-stop systems send to the National Public Service Portal, which the service accepts unchanged
 * (docs/platforms/one-stop.md): sign-in, and dossiers or steps. The answer is HTTP 400 only if the body is not JSON; all other
 * errors are reported with the error codes of one-stop systems.
 */
export async function onestopRoutes(
  app: FastifyInstance,
  { database, credentials, secretKey, attempts, ingest, now }: OnestopDependencies,
): Promise<void> {
  const notices = createAuditNotices(database, now);
  const accounts = createAccounts({ database, credentials, secretKey, notices, now });
  await limitRequests(app, { requestsPerMinute, createError: () => new TooManyRequestsError() });
  limitBodiesInFlight(app);
  acceptEveryTypeAsText(app);
  const parseJson = createJsonParser(app);

  app.post("/integrations/onestop/login", { bodyLimit: maxLoginBytes }, async (request, reply) => {
    const { data } = signIn.safeParse(await parseJson(request));
    if (data === undefined) return { error_code: loginCode.refused };
    const client = attempts.clientAt(`one-stop ${data.username}`, request.ip);
    const attempt = await countSignIn(attempts, { ...data, address: request.ip, client }, now());
    if (!attempt.isAllowed) {
      reply.code(429).header("retry-after", Math.ceil(attempt.retryAfterMs / 1000));
      return { error_code: loginCode.refused };
    }
    const session = await accounts.signIn(data.username, data.password);
    if (session === null) return { error_code: loginCode.refused };
    await attempt.takeBack();
    await attempts.rememberClient(client, now());
    return { error_code: loginCode.accepted, session };
  });

  app.post("/integrations/onestop", { bodyLimit: maxBodyBytes }, async (request) => {
    if (!(await mayBeParsed(request, accounts))) return { error_code: callCode.noSession };
    const body = await parseJson(request);
    const sender = await accounts.senderOf(readSession(body));
    if (sender === null) return { error_code: callCode.noSession };
    const call = await validateCall(body, senderOf(sender), now());
    const refusals = await ingest(call.reports);
    await notices.noteRefusals(sender, refusals);
    const errors = addRefusals(call, refusals);
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

/** Only a short body, or one with an open session. */
async function mayBeParsed(request: FastifyRequest, accounts: OnestopAccounts): Promise<boolean> {
  const text = typeof request.body === "string" ? request.body : "";
  if (text.length <= maxUncheckedLength) return true;
  for (const session of findSessions(text)) {
    if ((await accounts.senderOf(session)) !== null) return true;
  }
  return false;
}

function senderOf({ systemId }: OnestopSender) {
  return systemId === undefined ? {} : { systemId };
}
