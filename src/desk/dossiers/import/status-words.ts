import { type DossierStatus, isDossierStatus } from "../../../catalog/dossiers/dossier-status.ts";
import { fold } from "../../../catalog/text/fold.ts";
import { statusChoices } from "../labels.ts";

/** What a word in the column of statuses means: a status, or nothing about the status ("Trễ hạn"): it stays as it is. */
export type StatusMeaning = DossierStatus | "none";

/** What one-stop systems call each status, folded; each word means this wherever it is used. */
const synonyms: Readonly<Record<DossierStatus, readonly string[]>> = {
  1: [
    ...["cho tiep nhan", "ho so cho tiep nhan", "moi nop", "ho so moi nop", "cho xac nhan"],
    ...["moi dang ky", "da nop", "nop truc tuyen", "cho duyet tiep nhan", "da gui"],
  ],
  2: ["da tiep nhan", "tiep nhan", "moi tiep nhan", "da nhan ho so", "da nhan", "tiep nhan moi"],
  3: [
    ...["tu choi tiep nhan", "tu choi", "khong tiep nhan", "khong du dieu kien tiep nhan"],
    ...["tra lai ho so khong tiep nhan", "tu choi ho so", "bi tu choi"],
  ],
  4: [
    ...["dang giai quyet", "dang xu ly", "dang thu ly", "dang tham dinh", "dang tham tra"],
    ...["cho xu ly", "cho giai quyet", "dang trinh ky", "cho ky", "trinh ky", "cho phe duyet"],
    ...["dang xac minh", "chuyen xu ly", "da phan cong", "lien thong", "dang lien thong"],
    ...["dang phoi hop xu ly", "cho tham dinh", "da chuyen xu ly", "dang thuc hien"],
  ],
  5: [
    ...["cho bo sung", "yeu cau bo sung", "bo sung ho so", "yeu cau bo sung ho so"],
    ...["ho so cho bo sung", "cho bo sung ho so", "yeu cau bo sung giay to", "bo sung giay to"],
    ...["dang bo sung", "can bo sung", "ho so can bo sung", "cho cong dan bo sung"],
    ...["yeu cau cong dan bo sung", "dang cho bo sung", "cho dan bo sung", "tam dung cho bo sung"],
  ],
  6: [
    ...["cho nop phi", "cho nop tien", "yeu cau nop phi", "yeu cau thanh toan", "cho thanh toan"],
    ...["cho nop phi le phi", "chua nop phi", "yeu cau thuc hien nghia vu tai chinh"],
    ...["cho thuc hien nghia vu tai chinh", "cho nop le phi"],
  ],
  7: [
    ...["da rut", "rut ho so", "ho so rut", "cong dan rut ho so", "cong dan yeu cau rut ho so"],
    ...["rut", "da rut ho so", "xin rut", "yeu cau rut ho so"],
  ],
  8: [
    ...["dung xu ly", "dung giai quyet", "ho so dung xu ly", "khong giai quyet"],
    ...["khong du dieu kien giai quyet", "tu choi giai quyet", "da dung", "huy ho so"],
    ...["da huy", "ho so bi huy"],
  ],
  9: [
    ...["da xu ly", "da co ket qua", "hoan thanh", "cho tra ket qua", "da giai quyet", "cho tra"],
    ...["co ket qua", "da xu ly xong", "cho tra ket qua cho cong dan", "da hoan thanh"],
    ...["hoan thanh xu ly", "da giai quyet xong", "ho so cho tra"],
  ],
  10: [
    ...[
      "da tra",
      "da tra ket qua",
      "da tra ho so",
      "ho so da tra",
      "tra ket qua",
      "da nhan ket qua",
    ],
    ...["da giao ket qua", "da tra cho cong dan", "cong dan da nhan ket qua", "da tra kq"],
    ...["da phat ket qua", "da tra ket qua cho cong dan"],
  ],
};

/** What says whether a dossier is late, and nothing of how far it is. */
const lateness = [
  ...["tre han", "qua han", "dung han", "truoc han", "som han", "trong han", "sap den han"],
  ...["chua den han", "den han", "con han", "gan den han", "tre hen", "qua hen", "dung hen"],
];

/** What a longer word most likely means, by what it contains; the first that fits. */
const hints: readonly (readonly [part: string, meaning: StatusMeaning])[] = [
  ["bo sung", 5],
  ["rut", 7],
  ["tu choi", 3],
  ["khong tiep nhan", 3],
  ["nop phi", 6],
  ["thanh toan", 6],
  ["le phi", 6],
  ["nghia vu tai chinh", 6],
  ["cho tra", 9],
  ["da tra", 10],
  ["tra ket qua", 10],
  ["dung", 8],
  ["huy", 8],
  ["cho tiep nhan", 1],
  ["tiep nhan", 2],
  ["hoan thanh", 9],
  ["da xu ly", 9],
  ["da giai quyet", 9],
  ["ket qua", 9],
  ["ket thuc", 10],
  ["phe duyet", 9],
  ["da ky", 9],
  ["dang", 4],
  ["xu ly", 4],
  ["giai quyet", 4],
  ["tham dinh", 4],
  ["trinh", 4],
];

const known: ReadonlyMap<string, DossierStatus> = new Map([
  ...statusChoices.map(({ value, name }) => [fold(name), value] as const),
  ...statusChoices.flatMap(({ value }) => synonyms[value].map((word) => [word, value] as const)),
]);

/** Reads a number, a name, or what any system calls a status, with or without its accents. null: it is none of these. */
export function readStatusWord(typed: string): DossierStatus | null {
  const number = /^\d{1,2}$/.test(typed) ? Number(typed) : Number.NaN;
  if (isDossierStatus(number)) return number;
  return known.get(fold(typed)) ?? null;
}

/** Returns whether a word is a status's own number or name, which nobody needs to be told. */
export function isStatusName(typed: string): boolean {
  const folded = fold(typed);
  return /^(?:[1-9]|10)$/.test(typed) || statusChoices.some(({ name }) => fold(name) === folded);
}

/** Returns what a word that is not known most likely means, to be confirmed by a person; null: no idea. */
export function guessStatus(typed: string): StatusMeaning | null {
  const folded = ` ${fold(typed)} `;
  const contains = (part: string) => folded.includes(` ${part} `);
  const hint = hints.find(([part]) => contains(part));
  if (lateness.some(contains)) return hint === undefined || hint[1] === 4 ? "none" : hint[1];
  return hint?.[1] ?? null;
}
