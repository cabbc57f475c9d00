import { z } from "zod";
import type { Procedure } from "../../../catalog/procedure-schema.ts";
import type { CatalogRecords } from "../../../catalog/schema.ts";
import type { CatalogChange } from "../../../catalog/versions/change.ts";
import { type FieldError, parseForm, textOrEmpty } from "../../framework/form.ts";
import type { FormField } from "../form-page.ts";
import type { OpenDraft } from "../requested-version.ts";
import { factSections } from "./fact-sections.ts";
import type { Row } from "./read-fact.ts";

/** A source that nobody has listed yet. */
const newSource = "new";

const schema = z.object({
  source: textOrEmpty(200),
  new_source: textOrEmpty(300),
  new_source_where: textOrEmpty(500),
});

/** The fields by which a row names its source: one that the procedure names already, or a new one. */
export function sourceFields(
  procedure: Procedure,
  { sources }: CatalogRecords,
  current: string,
): FormField[] {
  const used = new Set([
    current,
    ...factSections.flatMap(({ id }) =>
      (procedure[id] ?? []).map((row: Row) => String(row["source"] ?? "")),
    ),
  ]);
  const listed = sources.filter(({ id }) => used.has(id));
  return [
    {
      name: "source",
      label: "Nguồn",
      value: current === "" ? newSource : current,
      choices: [
        ...listed.map(({ id, title }) => ({ value: id, name: title })),
        { value: newSource, name: "Nguồn khác, ghi ở dưới" },
      ],
    },
    {
      name: "new_source",
      label: "Nguồn khác",
      hint: "Tên văn bản, ví dụ Nghị quyết 12/2026/NQ-HĐND",
      value: "",
    },
    { name: "new_source_where", label: "Đọc ở đâu", hint: "Địa chỉ trang, số công báo", value: "" },
  ];
}

/** Reads the source of a row. A new one comes with the change that lists it. */
export function readSource(
  body: unknown,
  { row, drafted }: OpenDraft,
  strength: unknown,
):
  | { readonly id: string; readonly change: CatalogChange | null; readonly errors: null }
  | { readonly id: null; readonly errors: readonly FieldError[] } {
  const { value, errors } = parseForm(schema, body);
  if (errors !== null) return { id: null, errors };
  if (value.source !== "" && value.source !== newSource) {
    return { id: value.source, change: null, errors: null };
  }
  if (value.new_source === "") {
    return {
      id: null,
      errors: [{ field: "new_source", reason: "Chọn nguồn, hoặc ghi nguồn khác" }],
    };
  }
  const known = drafted.sources.find(({ title }) => title === value.new_source);
  if (known !== undefined) return { id: known.id, change: null, errors: null };
  const id = nameSource(row.id, new Set(drafted.sources.map((source) => source.id)));
  const change: CatalogChange = {
    kind: "source",
    id,
    base: null,
    record: {
      id,
      title: value.new_source,
      where: value.new_source_where || null,
      date: null,
      strength:
        strength === "official summary" || strength === "secondary" ? strength : "full text",
    },
  };
  return { id, change, errors: null };
}

function nameSource(version: number, known: ReadonlySet<string>): string {
  let count = 1;
  while (known.has(`desk-${version}-${count}`)) count += 1;
  return `desk-${version}-${count}`;
}
