import type { Database } from "../../../src/db/open.ts";
import { buildHttpServer } from "../../../src/http/server.ts";
import { createDossierBox } from "../../../src/notify/dossiers/dossier-box.ts";
import { createReportIngestion } from "../../../src/notify/dossiers/ingest-reports.ts";
import { onestopRoutes } from "../../../src/notify/onestop/routes.ts";
import { createAttemptCounter } from "../../../src/security/attempt-counter.ts";

export const secretKey = "0123456789abcdef0123456789abcdef";
export const credentials = { username: "motcua", password: "mat-khau-dai" };

/** The one-stop routes over a real database, and a client for them. */
export async function openOnestop(database: Database, now: () => Date) {
  const app = await buildHttpServer({
    publicUrl: "http://a.vn",
    trustProxy: 1,
    logLevel: "silent",
  });
  const box = createDossierBox(secretKey);
  const ingest = createReportIngestion({
    database,
    box,
    now,
    enqueueNotifications: async () => {},
  });
  const attempts = createAttemptCounter(database.db, secretKey);
  await app.register(onestopRoutes, { database, credentials, secretKey, attempts, ingest, now });

  const post = async (url: string, body: object | string, headers = {}) => {
    const response = await app.inject({
      method: "POST",
      url: `/integrations/onestop${url}`,
      headers: { "content-type": "application/json", ...headers },
      payload: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.statusCode, headers: response.headers, body: response.json() };
  };
  const signIn = async (): Promise<string> => (await post("/login", credentials)).body.session;
  let session = "";

  return {
    app,
    box,
    ingest,
    post,
    signIn,
    /** Sends elements like a one-stop system, and signs in before the first call. */
    send: async (service: string, data: unknown, envelope = {}) => {
      session ||= await signIn();
      return (
        await post("", { session, madonvi: "", isUpdating: "False", service, data, ...envelope })
      ).body;
    },
  };
}
