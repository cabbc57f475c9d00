import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { stopContactFollower } from "../../db/queries/followers.ts";
import type { DbHandle } from "../../db/schema.ts";
import { TooManyRequestsError } from "../../http/problem.ts";
import { limitRequests } from "../../http/rate-limit.ts";
import { createAttemptCounter } from "../../security/attempt-counter.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import { deriveKey } from "../../security/derive-key.ts";
import { vietnamese } from "../../wording/vi/vietnamese.ts";

const macLength = 22;
/** Of one address, which a whole neighbourhood may share. */
const requestsPerMinute = 300;
const { stopAsk, stopButton, stopDone, stopRefused, stopUnknown } = vietnamese.dossier;

type TokenRoute = { Params: { token: string } };
type TokenRequest = FastifyRequest<TokenRoute>;

interface UnsubscribeLinks {
  /** Returns the address at which this follower stops with one tap. */
  linkFor(followerId: number): string;
  /** `GET /stop/:token` only asks, because machines follow links too; `POST` stops. */
  addRoutes(app: FastifyInstance): void;
}

/** Creates unsubscribe links for followers who have no chat: the phone or the e-mail address on a dossier. */
export function createUnsubscribeLinks(
  db: DbHandle,
  { hashKey, publicUrl, now }: { hashKey: string; publicUrl: string; now: () => Date },
): UnsubscribeLinks {
  const key = Buffer.from(deriveKey(hashKey, "stop links"), "hex");
  const attempts = createAttemptCounter(db, hashKey);
  const macOf = (id: number) =>
    createHmac("sha256", key).update(String(id)).digest("base64url").slice(0, macLength);

  const followerIn = (token: string): number | null => {
    const end = token.indexOf("-");
    const [id, mac] = end === -1 ? ["", ""] : [token.slice(0, end), token.slice(end + 1)];
    const isValid = /^\d{1,15}$/.test(id) && equalInConstantTime(mac, macOf(Number(id)));
    return isValid ? Number(id) : null;
  };

  /** Only wrong tokens count: one is too long to be guessed, and a right one must stop messages whatever else came. */
  const refuse = async (request: TokenRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const attempt = await attempts.count("stop link", { address: request.ip }, now());
    if (attempt.isAllowed) return sendPage(reply, 404, `<p>${stopUnknown}</p>`);
    reply.header("retry-after", Math.ceil(attempt.retryAfterMs / 1_000));
    return sendPage(reply, 429, `<p>${stopRefused}</p>`);
  };

  const addRoutes = async (app: FastifyInstance): Promise<void> => {
    await limitRequests(app, { requestsPerMinute, createError: () => new TooManyRequestsError() });
    ignoreBodies(app);
    app.get<TokenRoute>("/stop/:token", async (request, reply) => {
      if (followerIn(request.params.token) === null) return refuse(request, reply);
      const form = `<form method="post"><p>${stopAsk}</p><button>${stopButton}</button></form>`;
      return sendPage(reply, 200, form);
    });
    app.post<TokenRoute>("/stop/:token", async (request, reply) => {
      const id = followerIn(request.params.token);
      if (id === null) return refuse(request, reply);
      await stopContactFollower(db, id, now());
      return sendPage(reply, 200, `<p>${stopDone}</p>`);
    });
  };

  return {
    linkFor: (id) => `${publicUrl}/stop/${id}-${macOf(id)}`,
    addRoutes: (app) => {
      app.register(addRoutes);
    },
  };
}

/** Accepts and discards a body of any type. */
function ignoreBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => {
    payload.resume();
    done(null, null);
  });
}

function sendPage(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply
    .code(status)
    .type("text/html; charset=utf-8")
    .header("x-robots-tag", "noindex")
    .send(
      '<!doctype html><html lang="vi"><head><meta charset="utf-8">' +
        '<meta name="viewport" content="width=device-width"><title>Hướng Dẫn</title></head>' +
        `<body>${body}</body></html>`,
    );
}
