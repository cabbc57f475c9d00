import { z } from "zod";
import { type Diagnostic, look, ok, wrong } from "../diagnostic.ts";
import type { GraphAnswer } from "./client.ts";
import { missingFields, profileDifferences } from "./page.ts";
import { reasonOf } from "./results.ts";

/** What was found out about a set-up, without changing anything. */
export interface MessengerFacts {
  readonly pageId: string;
  readonly publicUrl: string;
  /** null: not asked, as the token did not work. */
  readonly identity: GraphAnswer;
  readonly profile: GraphAnswer | null;
  readonly subscriptions: GraphAnswer | null;
  /** HTTP statuses of our own webhook; null: no answer. */
  readonly webhook: { readonly handshake: number | null; readonly signed: number | null };
}

export type MessengerDiagnostic = Diagnostic<
  "token" | "page" | "subscriptions" | "profile" | "webhook"
>;

const setUp = "Run npm run messenger:setup.";
const consoleUrl = "https://developers.facebook.com/apps";

/** Plain words for an operator: every subject once or more, in the order in which to mend them. */
export function diagnoseMessenger(facts: MessengerFacts): MessengerDiagnostic[] {
  return [
    ...identityFindings(facts),
    ...(facts.subscriptions === null ? [] : [subscriptionFinding(facts.subscriptions)]),
    ...(facts.profile === null ? [] : [profileFinding(facts.profile)]),
    ...webhookFindings(facts),
  ];
}

const identity = z.object({ id: z.string(), name: z.string().catch("without a name") });

function identityFindings({ identity: answer, pageId }: MessengerFacts): MessengerDiagnostic[] {
  const { kind } = answer;
  if (kind === "refused") return [tokenFinding(answer)];
  if (kind !== "ok") {
    const next =
      "Check that this machine may reach MESSENGER_GRAPH_URL (firewall, DNS), then try again.";
    return [wrong("token", `${reasonOf(answer)}.`, next)];
  }
  const page = identity.safeParse(answer.data).data;
  if (page === undefined) {
    return [look("page", "Meta answered, without saying whose token it is.", "Try again later.")];
  }
  const token = ok(
    "token",
    "Meta takes MESSENGER_PAGE_TOKEN, and its proof with MESSENGER_APP_SECRET.",
  );
  if (page.id === pageId) return [token, ok("page", `The token belongs to ${page.name}.`)];
  const says = `The token belongs to another Page or person: ${page.name} (${page.id}).`;
  const next = "Set MESSENGER_PAGE_ID to it, or make a token of the right Page.";
  return [token, wrong("page", says, next)];
}

function tokenFinding(answer: Extract<GraphAnswer, { kind: "refused" }>): MessengerDiagnostic {
  const says = `${reasonOf(answer)}.`;
  const { code, isAboutProof } = answer.error;
  if (isAboutProof) {
    const next = `Copy the app secret from ${consoleUrl} > Settings > Basic; the token must be of the same app.`;
    return wrong("token", says, next);
  }
  if (code === 190) {
    const next = "Make a new Page token (docs/messenger-setup.md, step 3), set it and restart.";
    return wrong("token", says, next);
  }
  if (code === 4 || code === 613) return look("token", says, "Wait some minutes, then try again.");
  const next = `In ${consoleUrl} see that the app is live and has pages_messaging; then run this again.`;
  return wrong("token", says, next);
}

function subscriptionFinding(answer: GraphAnswer): MessengerDiagnostic {
  if (answer.kind !== "ok") return wrong("subscriptions", `${reasonOf(answer)}.`, permissionNext);
  const missing = missingFields(answer.data);
  if (missing === null) {
    return look("subscriptions", "Meta's list cannot be read.", "Try again later.");
  }
  return missing.length === 0
    ? ok("subscriptions", "The Page tells the app of everything that is needed.")
    : wrong("subscriptions", `The Page does not tell the app of ${missing.join(", ")}.`, setUp);
}

const permissionNext =
  "The token needs pages_manage_metadata beside pages_messaging: make a new one.";

function profileFinding(answer: GraphAnswer): MessengerDiagnostic {
  if (answer.kind !== "ok") return wrong("profile", `${reasonOf(answer)}.`, permissionNext);
  const differences = profileDifferences(answer.data);
  if (differences === null) {
    return look("profile", "Meta's answer cannot be read.", "Try again later.");
  }
  if (differences.length === 0) return ok("profile", "Get Started, greeting and menu are set.");
  const names = differences.map(({ name, wanted }) =>
    wanted === null ? `${name} (too much)` : name,
  );
  const says = `Not as they should be: ${names.join(", ")}.`;
  // Without Get Started no link's word arrives in a new thread.
  const isGrave = differences.some(({ name }) => name === "get_started" || name === "ice_breakers");
  return isGrave ? wrong("profile", says, setUp) : look("profile", says, setUp);
}

function webhookFindings({ publicUrl, webhook }: MessengerFacts): MessengerDiagnostic[] {
  const address = `${publicUrl}/webhooks/messenger`;
  const { protocol, hostname } = new URL(publicUrl);
  const form =
    protocol === "https:" && hostname.includes(".")
      ? []
      : [
          wrong(
            "webhook",
            `Meta cannot call ${address}: it takes https with a publicly trusted certificate.`,
            "Put a proxy with TLS before the service and set PUBLIC_URL to its address.",
          ),
        ];
  return [...form, answerFinding(address, webhook)];
}

function answerFinding(
  address: string,
  { handshake, signed }: MessengerFacts["webhook"],
): MessengerDiagnostic {
  if (handshake === null) {
    const next = "Start the service; then look at the proxy and the firewall between here and it.";
    return wrong("webhook", `${address} does not answer.`, next);
  }
  if (handshake !== 200) {
    const says = `${address} answers ${handshake} to Meta's handshake, not 200.`;
    return wrong("webhook", says, handshakeSteps.get(handshake) ?? "Look at the proxy.");
  }
  if (signed !== 200) {
    const says = `${address} answers ${signed ?? "nothing"} to a webhook signed with MESSENGER_APP_SECRET.`;
    const next =
      "The running service has another MESSENGER_APP_SECRET, or the proxy changes bodies. Restart it with these settings.";
    return wrong("webhook", says, next);
  }
  return look(
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
