import type { GraphAnswer } from "./client.ts";
import {
  type Difference,
  missingFields,
  type PageReader,
  type PageWriter,
  profileDifferences,
} from "./page.ts";
import { requiredFields } from "./required-profile.ts";
import { describeAnswer } from "./results.ts";

/** Meta refused, could not be reached, or did not store what was set. `report` is for the operator. */
export class SetUpError extends Error {
  override readonly name = "SetUpError";
  readonly report: string;

  constructor(report: string) {
    super(report);
    this.report = report;
  }
}

/** What must change at Meta. */
interface SetUpPlan {
  readonly differences: readonly Difference[];
  readonly missingFields: readonly string[];
}

/** Compares the Page with what is required. Rejects with SetUpError. */
export async function planSetUp(page: PageReader): Promise<SetUpPlan> {
  const [profile, subscriptions] = await Promise.all([
    page.readProfile(),
    page.readSubscriptions(),
  ]);
  const differences = profileDifferences(dataOf(profile, "the Page's profile"));
  const missing = missingFields(dataOf(subscriptions, "the Page's subscriptions"));
  if (differences === null || missing === null)
    throw new SetUpError("Meta's answer cannot be read.");
  return { differences, missingFields: missing };
}

export function isPlanEmpty({ differences, missingFields: missing }: SetUpPlan): boolean {
  return differences.length + missing.length === 0;
}

/** Describes each change in a few lines: what is there now, and what will be. */
export function describePlan({ differences, missingFields: missing }: SetUpPlan): string[] {
  return [
    ...differences.flatMap(({ name, is, required }) => [
      `${name}:`,
      ...(is === null ? [] : [`  - ${JSON.stringify(is)}`]),
      ...(required === null ? [] : [`  + ${JSON.stringify(required)}`]),
    ]),
    ...(missing.length === 0
      ? []
      : ["subscribed fields:", ...missing.map((name) => `  + ${name}`)]),
  ];
}

/** Makes the changes of the plan, then reads everything again to confirm them. Rejects with SetUpError. */
export async function applyPlan(page: PageReader & PageWriter, plan: SetUpPlan): Promise<void> {
  const settings = plan.differences.filter(({ required }) => required !== null);
  const removals = plan.differences.filter(({ required }) => required === null);
  if (settings.length > 0) {
    const given = Object.fromEntries(settings.map(({ name, required }) => [name, required]));
    dataOf(await page.setProfile(given), "setting the profile");
  }
  if (removals.length > 0) {
    const names = removals.map(({ name }) => name);
    dataOf(await page.removeFromProfile(names), "clearing the profile");
  }
  if (plan.missingFields.length > 0) {
    dataOf(await page.subscribe(requiredFields), "subscribing");
  }
  const left = await planSetUp(page);
  if (isPlanEmpty(left)) return;
  throw new SetUpError(["Meta did not store:", ...describePlan(left)].join("\n"));
}

function dataOf(answer: GraphAnswer, what: string): unknown {
  if (answer.kind === "ok") return answer.data;
  throw new SetUpError(
    `${what}: ${describeAnswer(answer)}. npm run messenger:check says what to do.`,
  );
}
