import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { ParameterError, ProblemError } from "../../src/http/problem.ts";
import type { SandboxClock } from "../clock.ts";
import { presets, readTime, timeOfPreset } from "../clock-presets.ts";
import type { DeskAccounts } from "../desk/accounts.ts";
import { NoStepError, type StoryPlayer } from "../stories/player.ts";
import { parse } from "./parse.ts";

interface TrainerDependencies {
  readonly stories: StoryPlayer;
  readonly clock: SandboxClock;
  readonly desk: Pick<DeskAccounts, "forgetCodes">;
}

const maxBodyBytes = 1024;
const storySchema = z.strictObject({ begin: z.string().max(100) });
const clockSchema = z.union([
  z.strictObject({ preset: z.enum(presets) }),
  z.strictObject({ day: z.string().max(10), time: z.string().max(5) }),
]);

/** Registers what the trainer's side of the page calls: stories and the clock. */
export function trainerRoutes(
  app: FastifyInstance,
  { stories, clock, desk }: TrainerDependencies,
): void {
  app.post("/stories", { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const { begin } = parse(storySchema, request.body);
    await refusing(() => stories.begin(begin));
    return reply.code(204).send();
  });
  app.post("/stories/next", { bodyLimit: maxBodyBytes }, async (_request, reply) => {
    await refusing(() => stories.next());
    return reply.code(204).send();
  });
  app.post("/clock", { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const wanted = parse(clockSchema, request.body);
    if ("preset" in wanted) clock.set(timeOfPreset(wanted.preset, clock.now()));
    else {
      const at = readTime(wanted.day.trim(), wanted.time.trim());
      if (at === null) throw new ParameterError([{ parameter: "day", reason: "is no time" }]);
      clock.set(at);
    }
    await desk.forgetCodes();
    return reply.code(204).send();
  });
}

async function refusing(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof NoStepError)) throw error;
    throw new ProblemError(409, "impossible-act", error.message);
  }
}
