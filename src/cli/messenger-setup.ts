import process from "node:process";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { createGraphClient } from "../channels/messenger/client.ts";
import { createPageClient } from "../channels/messenger/page.ts";
import {
  applyPlan,
  describePlan,
  isPlanEmpty,
  planSetUp,
  SetUpError,
} from "../channels/messenger/set-up.ts";
import { type MessengerConfig, readConfig } from "../config/config.ts";
import { ConfigError } from "../config/config-error.ts";

/**
 * `npm run messenger:setup`: sets Get Started, the greeting, the menu and the subscribed fields at Meta.
 * It first shows the difference and asks for confirmation (`-- --yes` confirms). Afterwards it reads all
 * of it again to verify it.
 */

const usage = "npm run messenger:setup [-- --yes]";

try {
  const { values } = parseArgs({ options: { yes: { type: "boolean", default: false } } });
  const { messenger } = readConfig(process.env);
  if (messenger === null) {
    throw new SetUpError(
      "Messenger is off: set the MESSENGER_… variables. See docs/messenger-setup.md, step 4.",
    );
  }
  await setUp(messenger, values.yes);
} catch (error) {
  process.exitCode = 1;
  if (error instanceof ConfigError || error instanceof SetUpError) console.error(error.report);
  else if (error instanceof TypeError) console.error(`${error.message}\n${usage}`);
  else throw error;
}

async function setUp(messenger: MessengerConfig, isConfirmed: boolean): Promise<void> {
  const page = createPageClient(createGraphClient(messenger), messenger.pageId);
  const plan = await planSetUp(page);
  if (isPlanEmpty(plan)) {
    console.log("The Page is set up correctly; nothing to change.");
    return;
  }
  console.log(["To change at Meta:", ...describePlan(plan)].join("\n"));
  if (!isConfirmed && !(await askToConfirm())) {
    console.log("Nothing was changed.");
    process.exitCode = 1;
    return;
  }
  await applyPlan(page, plan);
  console.log("Done and verified: the Page is set up. The menu may take up to 24 hours to appear.");
}

/** Asks at the terminal. Returns false if there is no terminal to ask at. */
async function askToConfirm(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.log(`Add --yes to change it: ${usage}`);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question("Change it? [y/N] ");
  terminal.close();
  return /^(y|yes|c|có)$/i.test(answer.trim());
}
