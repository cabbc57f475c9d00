import { z } from "zod";
import { type Diagnostic, error, ok, warning } from "../diagnostic.ts";
import type { GraphAnswer } from "./client.ts";
import { missingFields, profileDifferences } from "./page.ts";
import { describeAnswer } from "./results.ts";

/** The facts about a set-up, gathered without changing anything. */
export interface MessengerFacts {
  readonly pageId: string;
  readonly publicUrl: string;
  readonly identity: GraphAnswer;
  /** null if it was not asked for, because the token did not work; the same for `subscriptions`. */
  readonly profile: GraphAnswer | null;
  readonly subscriptions: GraphAnswer | null;
  /** HTTP statuses of our own webhook; null if it did not answer. */
  readonly webhook: { readonly handshake: number | null; readonly signed: number | null };
}

export type MessengerDiagnostic = Diagnostic<
  "token" | "page" | "subscriptions" | "profile" | "webhook"
>;

const setUp = "Run npm run messenger:setup.";
const consoleUrl = "https://developers.facebook.com/apps";

/** Diagnoses a set-up: each subject once or more, in the order in which to fix them. */
export function diagnoseMessenger(facts: MessengerFacts): MessengerDiagnostic[] {
  return [
    ...identityDiagnostics(facts),
    ...(facts.subscriptions === null ? [] : [subscriptionDiagnostic(facts.subscriptions)]),
    ...(facts.profile === null ? [] : [profileDiagnostic(facts.profile)]),
    ...webhookDiagnostics(facts),
  ];
}

const identity = z.object({ id: z.string(), name: z.string().catch("without a name") });

function identityDiagnostics({ identity: answer, pageId }: MessengerFacts): MessengerDiagnostic[] {
  const { kind } = answer;
  if (kind === "refused") return [tokenDiagnostic(answer)];
  if (kind !== "ok") {
    const remedy =
      "Check that this machine may reach MESSENGER_GRAPH_URL (firewall, DNS), then try again.";
    return [error("token", `${describeAnswer(answer)}.`, remedy)];
  }
  const page = identity.safeParse(answer.data).data;
  if (page === undefined) {
    return [
      warning("page", "Meta answered, without saying whose token it is.", "Try again later."),
    ];
  }
  const token = ok(
    "token",
    "Meta takes MESSENGER_PAGE_TOKEN, and its proof with MESSENGER_APP_SECRET.",
  );
  if (page.id === pageId) return [token, ok("page", `The token belongs to ${page.name}.`)];
  const message = `The token belongs to another Page or person: ${page.name} (${page.id}).`;
  const remedy = "Set MESSENGER_PAGE_ID to it, or make a token of the right Page.";
  return [token, error("page", message, remedy)];
}

function tokenDiagnostic(answer: Extract<GraphAnswer, { kind: "refused" }>): MessengerDiagnostic {
  const message = `${describeAnswer(answer)}.`;
  const { code, isAboutProof } = answer.error;
  if (isAboutProof) {
    const remedy = `Copy the app secret from ${consoleUrl} > Settings > Basic; the token must be of the same app.`;
    return error("token", message, remedy);
  }
  if (code === 190) {
    const remedy = "Make a new Page token (docs/messenger-setup.md, step 3), set it and restart.";
    return error("token", message, remedy);
  }
  if (code === 4 || code === 613)
    return warning("token", message, "Wait some minutes, then try again.");
  const remedy = `In ${consoleUrl} see that the app is live and has pages_messaging; then run this again.`;
  return error("token", message, remedy);
}

function subscriptionDiagnostic(answer: GraphAnswer): MessengerDiagnostic {
  if (answer.kind !== "ok")
    return error("subscriptions", `${describeAnswer(answer)}.`, permissionNext);
  const missing = missingFields(answer.data);
  if (missing === null) {
    return warning("subscriptions", "Meta's list cannot be read.", "Try again later.");
  }
  return missing.length === 0
    ? ok("subscriptions", "The Page tells the app of everything that is needed.")
    : error("subscriptions", `The Page does not tell the app of ${missing.join(", ")}.`, setUp);
}

const permissionNext =
  "The token needs pages_manage_metadata beside pages_messaging: make a new one.";

function profileDiagnostic(answer: GraphAnswer): MessengerDiagnostic {
  if (answer.kind !== "ok") return error("profile", `${describeAnswer(answer)}.`, permissionNext);
  const differences = profileDifferences(answer.data);
  if (differences === null) {
    return warning("profile", "Meta's answer cannot be read.", "Try again later.");
  }
  if (differences.length === 0) return ok("profile", "Get Started, greeting and menu are set.");
  const names = differences.map(({ name, required }) =>
    required === null ? `${name} (too much)` : name,
  );
  const message = `Not as they should be: ${names.join(", ")}.`;
  // Without Get Started, no link's `ref` arrives in a new thread.
  const isGrave = differences.some(({ name }) => name === "get_started" || name === "ice_breakers");
  return isGrave ? error("profile", message, setUp) : warning("profile", message, setUp);
}

function webhookDiagnostics({ publicUrl, webhook }: MessengerFacts): MessengerDiagnostic[] {
  const address = `${publicUrl}/webhooks/messenger`;
  const { protocol, hostname } = new URL(publicUrl);
  const form =
    protocol === "https:" && hostname.includes(".")
      ? []
      : [
          error(
            "webhook",
            `Meta cannot call ${address}: it takes https with a publicly trusted certificate.`,
            "Put a proxy with TLS before the service and set PUBLIC_URL to its address.",
          ),
        ];
  return [...form, answerDiagnostic(address, webhook)];
}

function answerDiagnostic(
  address: string,
  { handshake, signed }: MessengerFacts["webhook"],
): MessengerDiagnostic {
  if (handshake === null) {
    const remedy =
      "Start the service; then look at the proxy and the firewall between here and it.";
    return error("webhook", `${address} does not answer.`, remedy);
  }
  if (handshake !== 200) {
    const message = `${address} answers ${handshake} to Meta's handshake, not 200.`;
    return error("webhook", message, handshakeSteps.get(handshake) ?? "Look at the proxy.");
  }
  if (signed !== 200) {
    const message = `${address} answers ${signed ?? "nothing"} to a webhook signed with MESSENGER_APP_SECRET.`;
    const remedy =
      "The running service has another MESSENGER_APP_SECRET, or the proxy changes bodies. Restart it with these settings.";
    return error("webhook", message, remedy);
  }
  return warning(
    "webhook",
    `${address} answers, and its signature check fits these settings.`,
    `Not visible from here: that this address is saved in ${consoleUrl} > Messenger > Webhooks with the same ` +
      "verify token, and that the app is live. Send the Page a message to see it arrive.",
  );
}

const handshakeSteps: ReadonlyMap<number, string> = new Map([
  [403, "The running service has another MESSENGER_VERIFY_TOKEN: restart it with these settings."],
  [
    404,
    "The service runs without Messenger, or PUBLIC_URL is another site: check the MESSENGER_… variables.",
  ],
]);
