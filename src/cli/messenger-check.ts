import process from "node:process";
import { createGraphClient } from "../channels/messenger/client.ts";
import { diagnoseMessenger, type MessengerDiagnostic } from "../channels/messenger/diagnosis.ts";
import { createPageClient } from "../channels/messenger/page.ts";
import { probeMessengerWebhook } from "../channels/messenger/probe-webhook.ts";
import { type Config, type MessengerConfig, readConfig } from "../config/config.ts";
import { ConfigError } from "../config/config-error.ts";
import { printDiagnostics } from "./print-diagnostics.ts";

/**
 * `npm run messenger:check`: reports what is wrong between this service and Meta, and how to fix it.
 * It changes nothing.
 */

try {
  const config = readConfig(process.env);
  if (config.messenger === null) {
    console.log(
      "Messenger is off: set the MESSENGER_… variables. See docs/messenger-setup.md, step 4.",
    );
    process.exitCode = 1;
  } else {
    printDiagnostics(await check(config, config.messenger));
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.report);
  process.exitCode = 1;
}

async function check(
  { publicUrl }: Config,
  messenger: MessengerConfig,
): Promise<MessengerDiagnostic[]> {
  const page = createPageClient(createGraphClient(messenger), messenger.pageId);
  const identity = await page.readIdentity();
  const hasAccess = identity.kind === "ok";
  return diagnoseMessenger({
    pageId: messenger.pageId,
    publicUrl,
    identity,
    profile: hasAccess ? await page.readProfile() : null,
    subscriptions: hasAccess ? await page.readSubscriptions() : null,
    webhook: await probeMessengerWebhook({ ...messenger, publicUrl }),
  });
}
