import type { Catalog } from "../../catalog/catalog.ts";
import { type NamedKind, namedKinds, selectAuditNames } from "../../db/queries/audit-names.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { NameReference, RecordedEntry } from "./tell-entry.ts";

/** How an object with a name and one that is gone are called. */
const nouns: Readonly<Record<NamedKind, readonly [(name: string, id: number) => string, string]>> =
  {
    account: [(name) => name, "tài khoản"],
    agency: [(name) => name, "cơ quan"],
    dossier: [(name) => `hồ sơ ${name}`, "hồ sơ"],
    "catalog version": [(name) => `bản danh mục “${name}”`, "bản danh mục"],
    "catalog import": [(name) => `tệp danh mục “${name}”`, "tệp danh mục"],
    import: [(name) => `tệp hồ sơ “${name}”`, "tệp hồ sơ"],
    broadcast: [(name) => `tin “${name}”`, "tin gửi nhiều người"],
    delivery: [(name) => `tin báo về hồ sơ ${name}`, "tin báo"],
    link: [(name) => `đường dẫn #${name}`, "đường dẫn"],
    task: [nameTask, "việc"],
    system: [(name) => `hệ thống ${name}`, "hệ thống một cửa"],
  };

/** What has a number, but no name that the trail may show. */
const numbered: Readonly<Record<string, string>> = {
  sentence: "câu",
  "canned reply": "câu trả lời sẵn",
};

/** Things of which there is one. */
const unique: ReadonlyMap<string, string> = new Map([
  ["bot", "bot"],
  ["inbox", "hộp thư"],
  ["desk", "bàn làm việc"],
  ["catalog", "danh mục"],
  ["audit", "nhật ký"],
  ["sentences", "các câu"],
  ["dossiers", "hồ sơ"],
  ["phone list", "danh sách gọi điện"],
  ["prices", "giá gửi tin"],
]);

const numberedReference = new RegExp(`\\b(${[...namedKinds].join("|")}) (\\d{1,15})\\b`, "g");

/**
 * Loads the names of all objects that these entries mention, one query for each kind. The function that it returns also
 * names points and procedures, from the catalogue; what no longer exists keeps its number.
 */
export async function loadNames(
  db: DbHandle,
  catalog: Catalog,
  entries: readonly RecordedEntry[],
): Promise<NameReference> {
  const wanted = new Map<NamedKind, Set<number>>();
  const want = (kind: NamedKind, id: number) => {
    const ids = wanted.get(kind) ?? new Set();
    wanted.set(kind, ids.add(id));
  };
  for (const { account_id: account, subject, detail } of entries) {
    if (account !== null) want("account", account);
    for (const [, kind = "", id = ""] of `${subject}\n${detail}`.matchAll(numberedReference)) {
      const known = namedKinds.find((one) => one === kind);
      if (known !== undefined) want(known, Number(id));
    }
    if (subject.startsWith("system ")) {
      for (const id of detail.match(/\b\d{1,15}\b/g) ?? []) want("agency", Number(id));
    }
  }
  const names = new Map<string, string>();
  for (const [kind, ids] of wanted) {
    for (const { id, name } of await selectAuditNames(db, kind, [...ids])) {
      names.set(`${kind} ${id}`, nouns[kind][0](name, id));
    }
  }
  return (reference) => names.get(reference) ?? nameOther(reference, catalog);
}

function nameOther(reference: string, catalog: Catalog): string {
  const known = unique.get(reference);
  if (known !== undefined) return known;
  const at = reference.lastIndexOf(" ");
  const [kind, id] = [reference.slice(0, at), reference.slice(at + 1)];
  if (kind === "point") return namePoint(catalog.points.get(id)?.name ?? id);
  if (kind === "procedure") return `thủ tục “${catalog.procedures.get(id)?.name ?? id}”`;
  const noun = numbered[kind];
  if (noun !== undefined) return `${noun} số ${id}`;
  const named = namedKinds.find((one) => one === kind);
  return named === undefined ? reference : `${nouns[named][1]} số ${id} (không còn)`;
}

/** A resident who waits for a person, or one who asks about their data. */
function nameTask(kind: string, id: number): string {
  return `${kind === "person" ? "cuộc trò chuyện" : "yêu cầu về dữ liệu"} số ${id}`;
}

/** "Điểm hướng dẫn …" is not called a point twice. */
function namePoint(name: string): string {
  return /^điểm /i.test(name) ? `đ${name.slice(1)}` : `điểm ${name}`;
}
