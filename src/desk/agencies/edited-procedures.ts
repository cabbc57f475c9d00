import type { Catalog } from "../../catalog/catalog.ts";
import { fold } from "../../catalog/text/fold.ts";

const leadingId = /^[a-z0-9]+(?:-[a-z0-9]+)+(?=\s|$)|^[a-z0-9]+$/;

/** Writes procedures as the form shows and reads them: one on each line. A procedure that is gone keeps its id. */
export function formatProcedures(
  ids: readonly string[],
  { catalog }: { readonly catalog: () => Pick<Catalog, "procedures"> },
): string {
  return ids.map((id) => `${id} ${catalog().procedures.get(id)?.name ?? ""}`.trim()).join("\n");
}

/** Reads procedures typed one on each line, by id, code or name. Returns what is wrong with the first bad line. */
export function parseProcedures(
  typed: string,
  { procedures }: Pick<Catalog, "procedures">,
): { readonly ids: readonly string[] } | { readonly reason: string } {
  const ids = new Set<string>();
  for (const [at, line] of typed.split(/[\n;]/).entries()) {
    const text = line.trim();
    if (text === "") continue;
    const id = leadingId.exec(text)?.[0] ?? "";
    const found = procedures.has(id)
      ? id
      : [...procedures.values()].find(
          ({ code, name }) => code === text || fold(name) === fold(text),
        )?.id;
    if (found === undefined) return { reason: `Dòng ${at + 1}: không có thủ tục nào như vậy` };
    ids.add(found);
  }
  return { ids: [...ids] };
}
