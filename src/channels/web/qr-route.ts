import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { SiteOrigin } from "../../http/site-origin.ts";

/** Pages that somebody takes along from a kiosk. No other address is drawn: a code of ours must not lead elsewhere. */
const takenAlong = /^\/(?:ds\/[A-Za-z0-9_-]{6,64}|(?:thu-tuc|diem)\/[a-z0-9-]{1,100})$/;

const querySchema = z.object({ path: z.string().regex(takenAlong) });

/** Serves `GET /web/qr?path=`, the QR code of a page of this service as SVG. */
export function qrRoute(app: FastifyInstance, siteOrigin: SiteOrigin): void {
  app.get("/web/qr", async (request, reply) => {
    const parsed = querySchema.safeParse(request.query);
    if (!parsed.success) throw new ProblemError(404, "no-such-page", "Cháu không có trang này ạ.");
    const { toString: draw } = await import("qrcode");
    const svg = await draw(`${siteOrigin(request)}${parsed.data.path}`, {
      type: "svg",
      errorCorrectionLevel: "M",
    });
    return reply.type("image/svg+xml").header("cache-control", "private, max-age=3600").send(svg);
  });
}
