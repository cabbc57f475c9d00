import { z } from "zod";

/** What programs read of the forms of a draft: the fields that they may send, each with its present value. */

const choices = z.array(z.object({ value: z.string(), name: z.string() }));

export const formSchema = z.object({
  action: z.string().describe("Where it is sent, below /desk"),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      hint: z.string().optional(),
      value: z.string(),
      choices: choices.optional(),
    }),
  ),
  ticks: z
    .array(
      z.object({
        legend: z.string(),
        name: z.string(),
        options: z.array(z.object({ value: z.string(), label: z.string(), isTicked: z.boolean() })),
      }),
    )
    .describe("Send the ticked values as a list under the name"),
  hidden: z.record(z.string(), z.string()).describe("Send them as they are"),
  listed: z.array(
    z.object({
      text: z.string(),
      remove: z.record(z.string(), z.string()).nullable().describe("Sent alone, it removes it"),
    }),
  ),
});

/** The fields of a form that a program may send; each is optional where the form keeps what it does not get. */
export function bodyOf(
  fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly hint?: string | undefined;
  }[],
) {
  const described = fields.map(({ name, label, hint }) => [
    name,
    z.string().optional().describe([label, hint].filter(Boolean).join(". ")),
  ]);
  return z.looseObject(Object.fromEntries(described) as Record<string, z.ZodOptional<z.ZodString>>);
}

export const procedureListSchema = z.object({
  q: z.string(),
  mayAdd: z.boolean(),
  found: z.number().describe("How many there are; fewer may be listed"),
  procedures: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      code: z.string().nullable(),
      isTouched: z.boolean().describe("The draft changes it"),
      isWhole: z.boolean().describe("false: the account edits only the fees of its province"),
    }),
  ),
});

export const procedurePartsSchema = z.object({
  id: z.string(),
  isWhole: z.boolean(),
  sections: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      rows: z.array(z.object({ text: z.string(), mayEdit: z.boolean() })),
    }),
  ),
  questions: z.array(z.object({ id: z.string(), ask: z.string() })),
  hasGuide: z.boolean(),
  untranslated: z.number().describe("How many of its texts have no English"),
});

export const pointListSchema = z.object({
  q: z.string(),
  found: z.number().describe("How many there are; fewer may be listed"),
  points: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      ward: z.string().nullable(),
      isClosed: z.boolean(),
      isTouched: z.boolean(),
    }),
  ),
});
