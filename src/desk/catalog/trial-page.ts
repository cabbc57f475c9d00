import { z } from "zod";
import { toLocalDay } from "../../catalog/local-time.ts";
import { runTrialTurn, type TrialInput } from "../../live/trial-turn.ts";
import { SecretBoxError } from "../../security/secret-box.ts";
import type { Message } from "../../wording/message.ts";
import { parseForm, textOrEmpty } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { findVersionOwner, requireVersion } from "./requested-version.ts";

const turnSchema = z.object({
  /** What somebody types, or `choice` for a button: QUESTION VALUE. */
  text: textOrEmpty(1_000),
  choice: textOrEmpty(500),
  /** The conversation so far, sealed; absent or "" begins one. */
  state: z.string().max(60_000).optional(),
});

const optionSchema = z.object({ label: z.string(), choice: z.string() });
const lineSchema = z.object({
  by: z.enum(["resident", "service"]),
  text: z.string(),
  options: z.array(optionSchema),
});
const answerSchema = z.object({
  lines: z.array(lineSchema).describe("The last turn: what was typed, and the replies"),
  state: z.string().describe("Send it with the next turn"),
});

type Line = z.infer<typeof lineSchema>;

export const trialRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog/:version/try",
    roles: officials,
    purpose: "begins a conversation on a version that nobody else has",
    findOwner: findVersionOwner,
    api: { answer: answerSchema },
    handle: (request, desk) => talk(request, desk, { type: "start" }, ""),
  },
  {
    method: "POST",
    path: "/catalog/:version/try",
    roles: officials,
    purpose: "says something in it and shows the replies; nothing is stored",
    findOwner: findVersionOwner,
    api: { body: turnSchema, answer: answerSchema },
    handle: (request, desk) => {
      const { value } = parseForm(turnSchema, request.body);
      const { text = "", choice = "", state = "" } = value ?? {};
      return talk(request, desk, toInput(text, choice), state);
    },
  },
];

function toInput(text: string, choice: string): TrialInput {
  const [, question, value] = /^(\S+) (.+)$/s.exec(choice) ?? [];
  if (question !== undefined && value !== undefined) return { type: "choice", question, value };
  return text === "" ? { type: "start" } : { type: "text", text };
}

async function talk(
  request: SignedInRequest,
  desk: DeskContext,
  input: TrialInput,
  sealed: string,
) {
  const { row, changes } = await requireVersion(request, desk);
  const { account, now } = request;
  // Another account's conversation does not open.
  const context = `trial ${row.id} ${account.id}`;
  const { state, lines: before } = unseal(desk, sealed, context);
  const records = await desk.live.recordsOn(toLocalDay(now), row.id);
  const catalog = desk.live.draftCatalog(
    records,
    { id: row.id, changes: changes ?? [] },
    row.revision,
  );
  const turn = runTrialTurn(catalog, state, input, { now, contactPhone: desk.contactPhone });
  const said = describeInput(input, before);
  const replies = turn.needsData
    ? [{ by: "service" as const, text: needsData, options: [] }]
    : turn.messages.map(describeMessage);
  const lines: Line[] = [...(said === null ? [] : [said]), ...replies];
  const shown = [...before.map(withoutOptions), ...lines].slice(-maxShown);
  return page("catalog-trial", `Thử chat: ${row.title}`, {
    version: row.id,
    lines,
    shown,
    state: desk.box.seal(JSON.stringify({ state: turn.state, lines: shown }), context),
  });
}

const maxShown = 40;
const needsData = "(Bước này cần hồ sơ hoặc dữ liệu của một người thật nên không thử được ở đây.)";
const storedSchema = z.object({ state: z.string().nullable(), lines: z.array(lineSchema) });

function unseal({ box }: DeskContext, sealed: string, context: string) {
  if (sealed === "") return { state: null, lines: [] };
  try {
    return storedSchema.parse(JSON.parse(box.open(sealed, context)));
  } catch (error) {
    // Typed by hand, or sealed with a former key: the conversation begins again.
    if (error instanceof SecretBoxError) return { state: null, lines: [] };
    throw error;
  }
}

function describeInput(input: TrialInput, before: readonly Line[]): Line | null {
  if (input.type === "start") return null;
  const choice = input.type === "choice" ? `${input.question} ${input.value}` : null;
  const label = before
    .flatMap(({ options }) => options)
    .find((option) => option.choice === choice)?.label;
  return { by: "resident", text: input.type === "text" ? input.text : (label ?? ""), options: [] };
}

function describeMessage(message: Message): Line {
  const options = message.type === "text" ? [] : message.options;
  const question = message.type === "text" ? "" : message.question;
  return {
    by: "service",
    text: message.text,
    options: options.map(({ full, value }) => ({ label: full, choice: `${question} ${value}` })),
  };
}

/** Only the buttons of the last turn are shown. */
function withoutOptions(line: Line): Line {
  return { ...line, options: [] };
}
