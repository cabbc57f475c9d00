import { createHmac } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { DbHandle } from "../../db/schema.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import { vietnamese } from "../../wording/vi/vietnamese.ts";

const macLength = 22;

export interface StopLinks {
  /** The address under which this follower stops with one tap. */
  linkFor(followerId: number): string;
  /** `GET /stop/:token` asks, for machines follow links too; `POST` stops. */
  addRoutes(app: FastifyInstance): void;
}

/** Ways out for who is told by the phone or the e-mail on their dossier, and has no chat to say so in. */
export function createStopLinks(
  db: DbHandle,
  { secretKey, publicUrl, now }: { secretKey: string; publicUrl: string; now: () => Date },
): StopLinks {
  const key = createHmac("sha256", secretKey).update("stop links").digest();
  const macOf = (id: number) =>
    createHmac("sha256", key).update(String(id)).digest("base64url").slice(0, macLength);

  const followerIn = (token: string): number | null => {
    const [id = "", mac = ""] = token.split("-", 2);
    const rest = token.slice(id.length + 1);
    const expected = macOf(Number(id));
    const isOurs = /^\d{1,15}$/.test(id) && mac !== "" && rest.length === expected.length;
    return isOurs && equalInConstantTime(rest, expected) ? Number(id) : null;
  };

  return {
    linkFor: (id) => `${publicUrl}/stop/${id}-${macOf(id)}`,
    addRoutes: (app) => {
      app.get<{ Params: { token: string } }>("/stop/:token", async (request, reply) => {
        const isKnown = followerIn(request.params.token) !== null;
        const { stopAsk, stopButton, stopUnknown } = vietnamese.dossier;
        const form = `<form method="post"><p>${stopAsk}</p><button>${stopButton}</button></form>`;
        return reply
          .code(isKnown ? 200 : 404)
          .type("text/html; charset=utf-8")
          .send(page(isKnown ? form : `<p>${stopUnknown}</p>`));
      });
      app.register(async (scope) => {
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser("*", (_request, payload, done) => {
          payload.resume();
          done(null, null);
        });
        scope.post<{ Params: { token: string } }>("/stop/:token", async (request, reply) => {
          const id = followerIn(request.params.token);
          if (id !== null) await stop(db, id, now());
          const { stopDone, stopUnknown } = vietnamese.dossier;
          return reply
            .code(id === null ? 404 : 200)
            .type("text/html; charset=utf-8")
            .send(page(`<p>${id === null ? stopUnknown : stopDone}</p>`));
        });
      });
    },
  };
}

async function stop(db: DbHandle, id: number, now: Date): Promise<void> {
  await db
    .updateTable("follower")
    .set({ stopped_at: now })
    .where("id", "=", id)
    .where("channel", "=", "contact")
    .where("stopped_at", "is", null)
    .execute();
}

function page(body: string): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hướng Dẫn</title></head><body>${body}</body></html>`;
}
