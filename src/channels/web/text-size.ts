import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { WebDependencies } from "./dependencies.ts";
import { isForm, requireSameOrigin } from "./request-checks.ts";
import { newestLine, pageAddressOf } from "./visitor.ts";

/** The sizes of the page's text, the usual one first. The page's script and style sheet know them too. */
export const textSizes = ["1", "2", "3"] as const;

export type TextSize = (typeof textSizes)[number];

/** The server reads it, so that the page is large from its first paint. */
const cookieName = "huong-dan-chu";
const cookieSeconds = 365 * 86_400;

const sizeSchema = z.enum(textSizes);
const bodySchema = z.object({ size: sizeSchema });

export function textSizeOf(request: FastifyRequest): TextSize {
  return sizeSchema.catch("1").parse(request.cookies[cookieName]);
}

/** Returns the size that the button of the page changes to. */
export function nextTextSize(size: TextSize): TextSize {
  return textSizes[textSizes.indexOf(size) + 1] ?? "1";
}

/** The next person at a kiosk begins with the usual size. */
export function resetTextSize(reply: FastifyReply): void {
  reply.clearCookie(cookieName, { path: "/" });
}

/** Serves `POST /web/text-size`, the button of the page, with and without scripts. */
export function textSizeRoute(
  app: FastifyInstance,
  { visitors, publicOrigin }: Pick<WebDependencies, "visitors" | "publicOrigin">,
): void {
  app.post("/web/text-size", async (request, reply) => {
    requireSameOrigin(request, publicOrigin);
    const { data } = bodySchema.safeParse(request.body);
    if (data === undefined) {
      const detail = "Cháu chưa đọc được yêu cầu này, bác tải lại trang giúp cháu ạ.";
      throw new ProblemError(400, "unreadable-request", detail);
    }
    const visitor = visitors.read(request);
    const isShared = visitor !== null && visitor.kiosk !== null;
    reply.setCookie(cookieName, data.size, {
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      ...(!isShared && { maxAge: cookieSeconds }),
    });
    if (!isForm(request)) return reply.code(204).send();
    const address = visitor === null ? "/" : pageAddressOf(visitor);
    return reply.redirect(`${address}${newestLine}`, 303);
  });
}
