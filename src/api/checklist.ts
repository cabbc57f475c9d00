import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import type { Applicable } from "../catalog/facts/applicable.ts";
import { type Language, languages } from "../catalog/language.ts";
import type { ListedProcedure } from "../catalog/listed/listed-procedure.ts";
import { toInstant, toLocalDay } from "../catalog/local-time.ts";
import {
  type Amount,
  type Fee,
  type ProcessingTime,
  strengthSchema,
} from "../catalog/procedure-schema.ts";
import {
  type EffectiveAnswer,
  findDecidingQuestions,
  findEffectiveAnswers,
} from "../catalog/procedures/branches.ts";
import { buildChecklist, type Checklist } from "../catalog/procedures/checklist.ts";
import { findName } from "../catalog/procedures/procedure.ts";
import type { Guide, Province } from "../catalog/schema.ts";
import { NotFoundError, ParameterError } from "../http/problem.ts";
import { wordingIn } from "../wording/wording.ts";
import type { ApiOptions } from "./api-options.ts";
import { describeResponses } from "./describe-responses.ts";
import { dayParameter } from "./parameters.ts";

const maxAnswersLength = 500;
const noon = 12 * 60;

const querySchema = z.object({
  answers: z
    .string("must be given once")
    .max(maxAnswersLength, `must have at most ${maxAnswersLength} characters`)
    .optional()
    .meta({
      description: "Answers to the procedure's questions, QUESTION:VALUE separated by commas",
      examples: ["ly_do:cccd"],
    }),
  at: dayParameter.optional(),
  province: z
    .string("must be given once")
    .optional()
    .meta({
      description: "The code of the resident's province; without it, figures name their province",
      examples: ["01"],
    }),
  language: z
    .enum(languages, `must be one of: ${languages.join(", ")}`)
    .default("vi")
    .meta({ description: "The language of the texts", examples: ["en"] }),
});

const day = z.string().nullable();
const factSchema = z.object({
  vnd: z.number().nullable(),
  channel: z.string(),
  who: z.string(),
  unit: z.string().nullable(),
  valid_from: day,
  valid_to: day,
  basis: z.string().nullable(),
  source: z.string(),
  strength: strengthSchema,
});

const onlineSchema = z
  .object({
    use: z
      .enum(["submit", "ahead", "book", "nothing"])
      .describe(
        "`submit`: all by the web; `ahead`: papers by the web, then come; `book`: only a time can be booked",
      ),
    certain: z.boolean().describe("Whether no open question can change `use`"),
    in_person: z.string().nullable().describe("What must be done in person, or why nothing must"),
  })
  .nullable()
  .describe("What the web is good for in this case; null if the case has no list");

const checklistSchema = z
  .object({
    id: z.string(),
    name: z.string().describe("The name that people say"),
    at: z.iso.date(),
    summary: z
      .string()
      .describe(
        "What to bring, the money, how long and where: the chat's four lines; if the case has no list, why",
      ),
    text: z.string().describe("Everything that the chat says about this case, on request"),
    documents: z.array(
      z.object({
        name: z.string(),
        form: z.string().nullable(),
        note: z.string().nullable(),
        condition: z.string().nullable(),
        originals: z.string().nullable(),
        valid_from: day,
        valid_to: day,
        source: z.string(),
      }),
    ),
    fees: z.array(factSchema),
    amounts: z.array(factSchema.omit({ channel: true }).extend({ what: z.string() })),
    processing_times: z.array(
      factSchema.omit({ vnd: true }).extend({ value: z.number().nullable() }),
    ),
    agency: z.string().nullable(),
    online: onlineSchema,
    next: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .describe("The procedure that serves instead, or procedures that often follow"),
  })
  .meta({ description: "What a resident is told on that day; null if no source gives the value" });

type Answer = z.infer<typeof checklistSchema>;

export const checklistApiRoutes: FastifyPluginAsyncZod<ApiOptions> = async (
  app,
  { catalog, now },
) => {
  app.get(
    "/procedures/:id/checklist",
    {
      schema: {
        operationId: "getChecklist",
        summary: "What a resident with these answers is told on a day",
        params: z.object({
          id: z.string().meta({ description: "The procedure's id", examples: ["doi-can-cuoc"] }),
        }),
        querystring: querySchema,
        response: describeResponses(checklistSchema, 400, 404),
      },
    },
    ({ params: { id }, query: { answers, at, province, language } }) => {
      const current = catalog().inLanguage(language);
      const day = at ?? toLocalDay(now());
      const listed = current.listed.get(id);
      if (listed !== undefined) return describeListed(listed, day, language);
      const procedure = current.procedures.get(id);
      const guide = current.guides.get(id);
      if (procedure === undefined || guide === undefined) throw new NotFoundError("procedure");
      const given = readAnswers(answers, guide);
      const home = readProvince(province, current);
      const checklist = buildChecklist(procedure, guide, given, {
        glossary: current.glossary,
        sources: current.sources,
        now: at === undefined ? now() : toInstant(at, noon),
        province: home,
      });
      const effective = findEffectiveAnswers(findDecidingQuestions(procedure, guide), given);
      const away = effective.find(({ option }) => option.stops ?? option.leads_to);
      return describe(checklist, {
        guide,
        away,
        catalog: current,
        language,
        isLocal: home !== null,
      });
    },
  );
};

/**
 * Reads "ly_do:cccd,tuoi:tu_14".
 * @throws ParameterError naming an unknown question or value.
 */
function readAnswers(answers: string | undefined, guide: Guide): Map<string, string> {
  const given = new Map<string, string>();
  for (const pair of (answers ?? "").split(",").filter((each) => each.trim() !== "")) {
    const [id = "", value = ""] = pair.split(":").map((part) => part.trim());
    const question = guide.questions.find((each) => each.id === id);
    const known = guide.questions.map((each) => each.id).join(", ") || "none";
    if (question === undefined) throw toAnswersError(`a question is unknown; known are: ${known}`);
    if (!Object.hasOwn(question.options, value)) {
      const values = Object.keys(question.options).join(", ");
      throw toAnswersError(`the value for "${id}" is unknown; known are: ${values}`);
    }
    given.set(id, value);
  }
  return given;
}

function toAnswersError(reason: string): ParameterError {
  return new ParameterError([{ parameter: "answers", reason }]);
}

function readProvince(code: string | undefined, { provinces }: Catalog): Province | null {
  if (code === undefined) return null;
  const province = provinces.get(code);
  if (province !== undefined) return province;
  throw new ParameterError([{ parameter: "province", reason: "is no province's code" }]);
}

/** What a portal says of a procedure without a guide; it has no facts that are dated or depend on answers. */
function describeListed(record: ListedProcedure, day: string, language: Language): Answer {
  const { id, name, papers, agency, detail_url: url, imported_from: from } = record;
  return {
    id,
    name,
    at: day,
    summary: wordingIn(language).listed.summary(record),
    text: wordingIn(language).listed.complete(record),
    documents: papers.map((paper) => ({
      name: paper.name,
      form: paper.form,
      note: paper.copies,
      condition: paper.group,
      originals: null,
      valid_from: null,
      valid_to: null,
      source: url ?? from,
    })),
    fees: [],
    amounts: [],
    processing_times: [],
    agency,
    online: null,
    next: [],
  };
}

interface Described {
  readonly guide: Guide;
  /** The answer that ends the case or leads to another procedure. */
  readonly away: EffectiveAnswer | undefined;
  readonly catalog: Catalog;
  readonly language: Language;
  /** The resident's province is known. */
  readonly isLocal: boolean;
}

function describe(
  checklist: Checklist,
  { guide, away, catalog, language, isLocal }: Described,
): Answer {
  const { procedure, name, day: at, onlineUse } = checklist;
  const wording = wordingIn(language);
  const nameAll = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const named = findName(catalog, id);
      return named === null ? [] : [{ id, name: named }];
    });
  const base = { id: procedure.id, name, at, agency: checklist.agency };
  const reason = away?.option.stops ?? away?.option.note ?? guide.no_checklist?.say;
  if (reason !== undefined) {
    const leadsTo = away?.option.leads_to ?? guide.no_checklist?.leads_to;
    const next = nameAll(leadsTo === undefined ? [] : [leadsTo]);
    const lead = next.map((other) => wording.procedure.leads(other.name));
    const text = [reason, ...lead].join(" ");
    return {
      ...base,
      summary: text,
      text,
      documents: [],
      fees: [],
      amounts: [],
      processing_times: [],
      online: null,
      next,
    };
  }
  return {
    ...base,
    summary: wording.checklist.summary(checklist),
    text: wording.checklist.complete(checklist),
    documents: checklist.documents.map(({ document }) => ({
      name: document.name,
      form: document.form,
      note: document.note,
      condition: document.condition,
      originals: document.originals,
      valid_from: document.valid_from,
      valid_to: document.valid_to,
      source: document.source,
    })),
    fees: certain(checklist.fees, isLocal).map(({ vnd, channel, unit, ...fee }) => ({
      ...describeFact(fee),
      vnd,
      channel,
      unit,
    })),
    amounts: certain(checklist.amounts, isLocal).map(({ what, vnd, unit, ...amount }) => ({
      ...describeFact(amount),
      what,
      vnd,
      unit,
    })),
    processing_times: certain(checklist.times, isLocal).map(
      ({ value, channel, unit, ...time }) => ({
        ...describeFact(time),
        value,
        channel,
        unit,
      }),
    ),
    online: {
      use: onlineUse.use,
      certain: onlineUse.isCertain,
      in_person: onlineUse.say,
    },
    next: nameAll(procedure.related),
  };
}

/** The facts that hold on the day whatever the open questions and, if the province is not known, everywhere. */
function certain<Fact extends Fee | ProcessingTime | Amount>(
  found: readonly Applicable<Fact>[],
  isProvinceKnown: boolean,
): Fact[] {
  return found
    .filter(({ begins, undecided }) => begins === null && undecided.length === 0)
    .filter(({ fact }) => isProvinceKnown || fact.province === undefined)
    .map(({ fact }) => fact);
}

function describeFact({
  who,
  valid_from,
  valid_to,
  basis,
  source,
  strength,
}: Pick<Fee, "who" | "valid_from" | "valid_to" | "basis" | "source" | "strength">) {
  return { who, valid_from, valid_to, basis, source, strength };
}
