import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { stopContactFollower } from "../../db/queries/followers.ts";
import type { DbHandle } from "../../db/schema.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import { deriveKey } from "../../security/derive-key.ts";
import { vietnamese } from "../../wording/vi/vietnamese.ts";

const macLength = 22;

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
  const macOf = (id: number) =>
    createHmac("sha256", key).update(String(id)).digest("base64url").slice(0, macLength);

  const followerIn = (token: string): number | null => {
    const end = token.indexOf("-");
    const [id, mac] = end === -1 ? ["", ""] : [token.slice(0, end), token.slice(end + 1)];
    const isValid = /^\d{1,15}$/.test(id) && equalInConstantTime(mac, macOf(Number(id)));
    return isValid ? Number(id) : null;
  };

  return {
    linkFor: (id) => `${publicUrl}/stop/${id}-${macOf(id)}`,
    addRoutes: (app) => {
      app.get<{ Params: { token: string } }>("/stop/:token", async (request, reply) => {
        const isKnown = followerIn(request.params.token) !== null;
        const { stopAsk, stopButton, stopUnknown } = vietnamese.dossier;
        const form = `<form method="post"><p>${stopAsk}</p><button>${stopButton}</button></form>`;
        return sendPage(reply, isKnown, isKnown ? form : `<p>${stopUnknown}</p>`);
      });
      app.register(async (scope) => {
        ignoreBodies(scope);
        scope.post<{ Params: { token: string } }>("/stop/:token", async (request, reply) => {
          const id = followerIn(request.params.token);
          if (id !== null) await stopContactFollower(db, id, now());
          const { stopDone, stopUnknown } = vietnamese.dossier;
          return sendPage(reply, id !== null, `<p>${id === null ? stopUnknown : stopDone}</p>`);
        });
      });
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

function sendPage(reply: FastifyReply, isKnown: boolean, body: string): FastifyReply {
  return reply
    .code(isKnown ? 200 : 404)
    .type("text/html; charset=utf-8")
    .send(
      '<!doctype html><html lang="vi"><head><meta charset="utf-8">' +
        '<meta name="viewport" content="width=device-width"><title>Hướng Dẫn</title></head>' +
        `<body>${body}</body></html>`,
    );
}
