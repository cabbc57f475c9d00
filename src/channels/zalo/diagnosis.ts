import { z } from "zod";
import { type Diagnostic, error, ok, warning } from "../diagnostic.ts";
import type { ZaloAnswer } from "./client.ts";
import { zaloErrorOf } from "./errors.ts";
import { consentSteps } from "./token-state.ts";

/** The facts about a set-up, gathered without changing anything. */
export interface ZaloFacts {
  readonly oaId: string;
  readonly publicUrl: string;
  readonly tokens: TokenFacts;
  /** ZALO_REFRESH_TOKEN is set. */
  readonly isSeeded: boolean;
  /** What `getoa` answered; null if there was no token to ask with. */
  readonly account: ZaloAnswer | null;
  /** HTTP statuses of our own webhook; null if it did not answer. */
  readonly webhook: { readonly probe: number | null; readonly signed: number | null };
  readonly now: Date;
}

export type TokenFacts =
  /** Nothing is stored yet. */
  | { readonly kind: "none" }
  /** A running service holds the embedded database. */
  | { readonly kind: "in use" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "kept"; readonly obtainedAt: Date; readonly fault: string | null };

export type ZaloDiagnostic = Diagnostic<"token" | "account" | "permission" | "package" | "webhook">;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const accessLifeHours = 25;
/** Refresh tokens live 3 months; an operator should act before that. */
const oldPairDays = 75;
const endingPackageDays = 30;
const portalUrl = "https://developers.zalo.me";

const accountSchema = z.object({
  oaid: z.string().optional().catch(undefined),
  name: z.string().catch("without a name"),
  is_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
  package_name: z.string().optional().catch(undefined),
  package_valid_through_date: z.string().optional().catch(undefined),
});
type Account = z.infer<typeof accountSchema>;

/** Diagnoses a set-up: each subject once or more, in the order in which to fix them. */
export function diagnoseZalo(facts: ZaloFacts): ZaloDiagnostic[] {
  return [tokenDiagnostic(facts), ...accountDiagnostics(facts), ...webhookDiagnostics(facts)];
}

function tokenDiagnostic({ tokens, isSeeded, now }: ZaloFacts): ZaloDiagnostic {
  switch (tokens.kind) {
    case "none":
      return isSeeded
        ? warning(
            "token",
            "No token pair is kept yet; ZALO_REFRESH_TOKEN is set.",
            "Start the service.",
          )
        : error("token", "No token pair is kept, and ZALO_REFRESH_TOKEN is not set.", consentSteps);
    case "in use":
      return warning(
        "token",
        "The running service holds the embedded database, so the kept pair cannot be read.",
        "To check the pair as well, stop the service first.",
      );
    case "unreadable":
      return error(
        "token",
        "The kept pair was sealed with another SECRET_KEY.",
        `Put the former SECRET_KEY back (or its copy in DATA_DIR). Where it is lost: ${consentSteps}`,
      );
    case "kept":
      return tokens.fault === null
        ? keptDiagnostic(now.getTime() - tokens.obtainedAt.getTime())
        : error("token", `Zalo refused the refresh token (${tokens.fault}).`, consentSteps);
  }
}

function keptDiagnostic(ageMs: number): ZaloDiagnostic {
  const hours = Math.floor(ageMs / hourMs);
  const age = hours < 48 ? `${hours} hours` : `${Math.floor(ageMs / dayMs)} days`;
  const message = `The kept token pair is ${age} old.`;
  if (ageMs > oldPairDays * dayMs) {
    const remedy = "Start the service now: a refresh token dies after 3 months without a refresh.";
    return error("token", message, remedy);
  }
  if (hours >= accessLifeHours) {
    return warning("token", message, "It refreshes by itself as soon as the service runs.");
  }
  return ok("token", message);
}

function accountDiagnostics({ account, oaId, now }: ZaloFacts): ZaloDiagnostic[] {
  if (account === null) {
    return [
      warning("account", "Not asked: there is no access token to ask with.", "See the token."),
    ];
  }
  if (account.kind === "refused") return [refusedDiagnostic(account.code)];
  if (account.kind !== "ok") {
    const message =
      account.kind === "unsent"
        ? `Zalo cannot be reached (${account.reason}).`
        : "Zalo gave no answer that can be read.";
    const remedy =
      "Check that this machine may reach ZALO_OPENAPI_URL (firewall, DNS), then try again.";
    return [error("account", message, remedy)];
  }
  const found = accountSchema.safeParse(account.data).data;
  if (found === undefined) {
    return [
      warning("account", "Zalo answered, without saying whose token it is.", "Try again later."),
    ];
  }
  return [
    identityDiagnostic(found, oaId),
    ok("permission", "The OA lets the app act for it."),
    ...packageDiagnostics(found, now),
  ];
}

function refusedDiagnostic(code: number): ZaloDiagnostic {
  const { action, meaning } = zaloErrorOf(code);
  const message = `Zalo answers ${code}: ${meaning}.`;
  if (action === "refresh") {
    const remedy =
      "A running service refreshes it by itself within seconds of the next message. If this stays: " +
      consentSteps;
    return warning("token", message, remedy);
  }
  const remedy = steps.get(code) ?? `Look the code up at ${portalUrl}, then run this check again.`;
  return error(code === -224 ? "package" : "permission", message, remedy);
}

const steps: ReadonlyMap<number, string> = new Map([
  [-32, "Wait a minute and run this check again."],
  [-204, "Sign in at oa.zalo.me and see why the OA is disabled; only Zalo's support can lift it."],
  [-205, "Compare ZALO_OA_ID with the id in oa.zalo.me."],
  [-209, `In ${portalUrl}, open the app and activate it (Kích hoạt).`],
  [-212, `In ${portalUrl}, add the product Official Account to the app.`],
  [-219, `The app was deleted: make a new one in ${portalUrl} and begin docs/zalo-setup.md anew.`],
  [-221, "Have the OA verified (Xác thực tài khoản) at oa.zalo.me."],
  [-223, `Tick the permission groups in Official Account > Thiết lập chung. ${consentSteps}`],
  [
    -224,
    "Book the package Tăng trưởng or Toàn diện at oa.zalo.me, or ask Zalo for a state OA's right.",
  ],
]);

function identityDiagnostic({ oaid, name, is_verified }: Account, oaId: string): ZaloDiagnostic {
  if (oaid !== undefined && oaid !== oaId) {
    const message = `The token belongs to another OA: ${name} (${oaid}).`;
    return error("account", message, "Set ZALO_OA_ID to it, or take a token of the right OA.");
  }
  if (is_verified === false) {
    const message = `${name} is not verified.`;
    return error("account", message, "Have it verified (Xác thực tài khoản) at oa.zalo.me.");
  }
  return ok("account", `The token belongs to ${name}.`);
}

/** Only these two packages include the Open API (docs/platforms/zalo.md, "State of the platform"). */
const rightPackage = /tăng trưởng|toàn diện|growth|premium/iu;

function packageDiagnostics(account: Account, now: Date): ZaloDiagnostic[] {
  const { package_name: name, package_valid_through_date: until } = account;
  if (name === undefined || name === "") {
    const remedy = "State OAs may have none: ask Zalo in writing whether the OA may use Open API.";
    return [warning("package", "Zalo names no package.", remedy)];
  }
  const end = endOf(until);
  if (end !== null && end.getTime() < now.getTime()) {
    return [error("package", `${name} ended on ${until}.`, "Renew it at oa.zalo.me.")];
  }
  if (!rightPackage.test(name.normalize("NFC"))) {
    const remedy = "If replies are refused with -224: book Tăng trưởng or Toàn diện at oa.zalo.me.";
    return [warning("package", `${name} is not known to include Open API.`, remedy)];
  }
  const days = end && Math.floor((end.getTime() - now.getTime()) / dayMs);
  if (days !== null && days < endingPackageDays) {
    return [
      warning("package", `${name} ends on ${until}.`, "Renew it at oa.zalo.me before that day."),
    ];
  }
  return [ok("package", until === undefined ? `${name}.` : `${name}, until ${until}.`)];
}

/** Returns the end, in Viet Nam, of a day written dd/MM/yyyy. */
function endOf(date: string | undefined): Date | null {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(date ?? "") ?? [];
  if (year === undefined) return null;
  const end = new Date(`${year}-${month}-${day}T23:59:59+07:00`);
  return Number.isNaN(end.getTime()) ? null : end;
}

function webhookDiagnostics({ publicUrl, webhook }: ZaloFacts): ZaloDiagnostic[] {
  const address = `${publicUrl}/webhooks/zalo`;
  const { protocol, port, hostname } = new URL(publicUrl);
  const isPublic = protocol === "https:" && port === "" && hostname.includes(".");
  const form = isPublic
    ? []
    : [
        error(
          "webhook",
          `Zalo cannot call ${address}: it takes https on a domain, without a port.`,
          "Put a proxy with TLS before the service and set PUBLIC_URL to its address.",
        ),
      ];
  return [...form, answerDiagnostic(address, webhook)];
}

function answerDiagnostic(
  address: string,
  { probe, signed }: ZaloFacts["webhook"],
): ZaloDiagnostic {
  if (probe === null) {
    const remedy =
      "Start the service; then look at the proxy and the firewall between here and it.";
    return error("webhook", `${address} does not answer.`, remedy);
  }
  if (probe !== 200) {
    const message = `${address} answers ${probe} to the probe with which Zalo tests it, not 200.`;
    const remedy =
      probe === 404
        ? "The service runs without Zalo, or PUBLIC_URL is another site: check the ZALO_… variables."
        : "Look at the proxy: it must pass POST with its body unchanged.";
    return error("webhook", message, remedy);
  }
  if (signed !== 200) {
    const message = `${address} answers ${signed ?? "nothing"} to a message signed with ZALO_OA_SECRET_KEY.`;
    const remedy =
      "The running service has another ZALO_OA_SECRET_KEY, or the proxy changes bodies. Restart it with these settings.";
    return error("webhook", message, remedy);
  }
  return warning(
    "webhook",
    `${address} answers, and its signature check fits these settings.`,
    "Not visible from here: the address saved in the console (Webhook), the key shown there the same as " +
      "ZALO_OA_SECRET_KEY, every event switched on, “Lọc cú pháp” off. Send the OA a message to see it arrive.",
  );
}
