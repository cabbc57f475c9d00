import type { FastifyInstance, FastifyRequest } from "fastify";
import { ProblemError } from "../../http/problem.ts";
import { forbidden, notFound, signInNeeded } from "./errors.ts";
import { deviceCookie, type Guard, type Identity, signInStepCookie } from "./guard.ts";
import { type Responder, sendResult } from "./respond.ts";
import {
  type DeskContext,
  type DeskRequest,
  type DeskRoute,
  isReachable,
  type RoleRoute,
  type Upload,
} from "./route.ts";
import type { ViewResult } from "./view-result.ts";

/** For an uploaded list of updates, with its form. */
const defaultFileMegabytes = 5;
const bytesPerMegabyte = 1024 * 1024;

/** The form of a file has a few short fields. Without limits one request may bring a thousand fields of a megabyte. */
const partLimits = {
  files: 1,
  fields: 20,
  fieldSize: 64 * 1024,
  parts: 21,
};

/** Registers every line of the table; each request is identified, checked and answered in the same way. */
export function registerRoutes(
  app: FastifyInstance,
  routes: readonly DeskRoute[],
  { desk, guard, responder }: { desk: DeskContext; guard: Guard; responder: Responder },
): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: `/desk${route.path}`,
      ...(route.acceptsFile === true && { bodyLimit: megabytesOf(route) * bytesPerMegabyte }),
      handler: async (request, reply) => {
        const identity = await guard.identify(request, { isUse: route.isBackground !== true });
        // Before the body is read: a sender without the role must not make us read a file.
        if (route.roles !== "anyone") requireRole(route, identity);
        const content = await readBody(request, route);
        if (route.method === "POST") {
          // A public form acts for nobody, and a page of it may be older than the session of its reader.
          const csrf = route.roles === "anyone" ? null : identity.csrf;
          guard.refuseForgedRequest(request, { ...identity, csrf }, content.body);
        }
        const deskRequest = { ...headOf(request, desk.now()), ...content };
        const result = await handle(route, deskRequest, identity, desk);
        return sendResult(responder, request, reply, { result, identity });
      },
    });
  }
  // Otherwise the whole service's answer would meet an official in the middle of their work, without the desk's menu.
  app.all("/desk/*", async () => {
    throw notFound();
  });
}

function requireRole(route: RoleRoute, { session }: Identity): void {
  if (session === null) throw signInNeeded();
  if (!route.roles.includes(session.account.role)) throw forbidden();
}

async function handle(
  route: DeskRoute,
  request: DeskRequest,
  { session }: Identity,
  desk: DeskContext,
): Promise<ViewResult> {
  if (route.roles === "anyone") return route.handle(request, desk);
  if (session === null) throw signInNeeded();
  const signedIn = { ...request, session, account: session.account };
  if (route.findOwner !== undefined) {
    const owner = await route.findOwner(signedIn, desk);
    if (owner === null || !isReachable(session.account, owner)) throw notFound();
  }
  return route.handle(signedIn, desk);
}

function headOf(request: FastifyRequest, now: Date) {
  return {
    params: request.params as Readonly<Record<string, string>>,
    query: request.query,
    address: request.ip,
    userAgent: request.headers["user-agent"],
    deviceCookie: request.cookies[deviceCookie] ?? "",
    signInStep: request.cookies[signInStepCookie] ?? null,
    now,
  };
}

/** Returns the form's fields and the file that was sent with them. Throws ProblemError (413) if the file is too large. */
async function readBody(
  request: FastifyRequest,
  route: DeskRoute,
): Promise<{ body: unknown; upload: Upload | null }> {
  if (!request.isMultipart()) return { body: request.body, upload: null };
  if (route.acceptsFile !== true) throw unsupportedMediaType();
  const megabytes = megabytesOf(route);
  const limits = { ...partLimits, fileSize: megabytes * bytesPerMegabyte };
  // A map: a field may be named like a member that every plain object has.
  const fields = new Map<string, string>();
  let upload: Upload | null = null;
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === "field") {
        if (part.valueTruncated) throw fieldTooLarge();
        if (typeof part.value === "string") fields.set(part.fieldname, part.value);
      } else {
        const content = await part.toBuffer();
        if (part.filename !== "") upload = { name: part.filename, content };
      }
    }
  } catch (error) {
    throw isTooLarge(error) ? fileTooLarge(megabytes) : error;
  }
  return { body: Object.fromEntries(fields), upload };
}

function unsupportedMediaType(): ProblemError {
  return new ProblemError(415, "media-type", "This media type is not taken here");
}

function fieldTooLarge(): ProblemError {
  return new ProblemError(413, "field-too-large", "Một ô trong biểu mẫu quá dài.");
}

function megabytesOf({ maxFileMegabytes = defaultFileMegabytes }: DeskRoute): number {
  return maxFileMegabytes;
}

function fileTooLarge(megabytes: number): ProblemError {
  return new ProblemError(
    413,
    "file-too-large",
    `Tệp quá lớn: tối đa ${megabytes} MB mỗi lần. Bạn chia tệp ra.`,
  );
}

function isTooLarge(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("statusCode" in error)) return false;
  return error.statusCode === 413;
}
