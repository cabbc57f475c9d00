import { z } from "zod";
import type { ListedPaper, ListedWay } from "../listed/listed-procedure.ts";
import { omitAbsent } from "./absent.ts";
import { cleanLine, cleanText, toText } from "./clean-text.ts";
import { RowFields, readDay } from "./fields.ts";
import { splitPapers, splitSteps, splitWays } from "./portal-text.ts";
import type { RowResult } from "./reading.ts";

/**
 * The procedure's facts as the national database serves them (`LayThuTuc`; `LayDanhSachTTHC` gives code and name only).
 * The shapes are those that the open-source one-stop systems read. Every member may be missing, and lists may be texts.
 */

/** Numbers come as strings, and as numbers. */
const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? "");

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).nullish().catch(undefined);
}

const recordSchema = z.looseObject({
  MATTHC: text,
  TENTTHC: text,
  TRANGTHAI: text,
  LINHVUCTHUCHIEN: listOf(z.looseObject({ TENLINHVUC: text })),
  CAPTHUCHIEN: listOf(z.looseObject({ CAPTHUCHIEN: text, TENCAPTHUCHIEN: text })),
  COQUANTHUCHIEN: listOf(z.looseObject({ TENDONVI: text })),
  DOITUONGTHUCHIEN: listOf(z.looseObject({ TENDOITUONG: text })),
  MOTADOITUONGTHUCHIEN: text,
  MOTACOQUANTHUCHIEN: text,
  DIACHITIEPNHAN: text,
  SOQUYETDINH: text,
  NGAYQUYETDINH: text,
  YEUCAU: text,
  URL: text,
  TRINHTUTHUCHIEN: listOf(
    z.looseObject({ TRUONGHOP: text, TRINHTU: listOf(z.looseObject({ TENTRINHTU: text })) }),
  ),
  CACHTHUCTHUCHIEN: listOf(
    z.looseObject({
      KENH: text,
      THOIGIAN: listOf(
        z.looseObject({
          THOIGIANGIAIQUYET: text,
          DONVITINH: text,
          MOTA: text,
          PHILEPHI: listOf(
            z.looseObject({ MAPHILEPHI: text, SOTIEN: text, DONVI: text, MOTA: text }),
          ),
        }),
      ),
    }),
  ),
  THANHPHANHOSO: listOf(
    z.looseObject({
      TRUONGHOP: text,
      GIAYTO: listOf(
        z.looseObject({ TENGIAYTO: text, TENMAUDON: text, SOBANCHINH: text, SOBANSAO: text }),
      ),
    }),
  ),
  CANCUPHAPLY: listOf(z.looseObject({ SOVANBAN: text, TENVANBAN: text })),
  KETQUATHUCHIEN: listOf(z.looseObject({ TENKETQUA: text })),
});

type NationalRecord = z.infer<typeof recordSchema>;

/** In service: the only status that the database shows to residents. */
const publicStatus = "1";
const levels: Readonly<Record<string, string>> = {
  ...{ "1": "Cấp bộ", "2": "Cấp tỉnh", "3": "Cấp huyện", "4": "Cấp xã" },
};
const channels: Readonly<Record<string, string>> = {
  ...{ "1": "Trực tiếp", "2": "Trực tuyến", "3": "Dịch vụ bưu chính" },
};

/** Reads one record of the national database. `day` is the local day on which it was served. */
export function readNationalRecord(row: number, source: object, day: string): RowResult {
  const record = recordSchema.parse(source);
  const raw = new Map<string, unknown>(Object.entries(source));
  const fields = new RowFields(row, (field) => toText(raw.get(field)));
  const status = record.TRANGTHAI.trim();
  if (status !== "" && status !== publicStatus) {
    const reason = `thủ tục không còn được công khai (TRANGTHAI ${status.slice(0, 20)})`;
    fields.fault("TRANGTHAI", reason, "bỏ dòng này");
  }
  const code = fields.code("MATTHC");
  const name = fields.name("TENTTHC");
  const number = fields.line("SOQUYETDINH");
  const stated = omitAbsent({
    decision: number === undefined ? undefined : { number, date: readDay(record.NGAYQUYETDINH) },
    level: joined(record.CAPTHUCHIEN, (each) => levels[each.CAPTHUCHIEN] ?? each.TENCAPTHUCHIEN),
    field: joined(record.LINHVUCTHUCHIEN, (each) => each.TENLINHVUC),
    who:
      joined(record.DOITUONGTHUCHIEN, (each) => each.TENDOITUONG) ??
      fields.line("MOTADOITUONGTHUCHIEN"),
    agency:
      joined(record.COQUANTHUCHIEN, (each) => each.TENDONVI) ??
      fields.line("MOTACOQUANTHUCHIEN") ??
      fields.line("DIACHITIEPNHAN"),
    steps: stepsOf(record) ?? fields.list("TRINHTUTHUCHIEN", splitSteps),
    ways: record.CACHTHUCTHUCHIEN?.flatMap(toWays) ?? fields.list("CACHTHUCTHUCHIEN", splitWays),
    papers: record.THANHPHANHOSO?.flatMap(toPapers) ?? fields.list("THANHPHANHOSO", splitPapers),
    conditions: fields.text("YEUCAU"),
    laws: linesOf(record.CANCUPHAPLY, (law) => `${law.TENVANBAN} ${law.SOVANBAN}`),
    results: linesOf(record.KETQUATHUCHIEN, (result) => result.TENKETQUA),
    detail_url: fields.officialUrl("URL"),
  });
  if (fields.faults.length > 0) return fields.faults;
  return {
    row,
    kind: "procedure",
    stated: { code, name, imported_from: "national-database", checked: day, ...stated },
  };
}

function stepsOf({ TRINHTUTHUCHIEN: cases }: NationalRecord): string[] | undefined {
  const steps = (cases ?? []).flatMap((each) => {
    const lines = (each.TRINHTU ?? []).flatMap(({ TENTRINHTU }) =>
      splitSteps(cleanText(TENTRINHTU)),
    );
    const title = cleanLine(each.TRUONGHOP);
    return title === "" ? lines : [title, ...lines];
  });
  return steps.length === 0 ? undefined : steps;
}

type SubmissionChannel = NonNullable<NationalRecord["CACHTHUCTHUCHIEN"]>[number];

function toWays({ KENH, THOIGIAN }: SubmissionChannel): ListedWay[] {
  const how = channels[KENH.trim()] ?? textOrNull(KENH);
  const times = THOIGIAN ?? [];
  if (times.length === 0) return how === null ? [] : [{ how, time: null, fee: null, note: null }];
  return times.map(({ THOIGIANGIAIQUYET, DONVITINH, MOTA, PHILEPHI }) => ({
    how,
    time: textOrNull(`${THOIGIANGIAIQUYET} ${THOIGIANGIAIQUYET.trim() === "" ? "" : DONVITINH}`),
    fee: textOrNull(
      (PHILEPHI ?? [])
        .map(describeFee)
        .filter((each) => each !== "")
        .join("; "),
    ),
    note: textOrNull(MOTA),
  }));
}

type FeeOfWay = NonNullable<
  NonNullable<NonNullable<SubmissionChannel["THOIGIAN"]>[number]["PHILEPHI"]>
>[number];

function describeFee({ SOTIEN, DONVI, MOTA }: FeeOfWay): string {
  const amount = cleanLine(SOTIEN);
  const note = cleanLine(MOTA);
  const told = amount === "" ? "" : cleanLine(`${amount} ${DONVI}`);
  return [told, note === "" ? "" : `(${note})`].filter((each) => each !== "").join(" ");
}

type PaperCase = NonNullable<NationalRecord["THANHPHANHOSO"]>[number];

function toPapers({ TRUONGHOP, GIAYTO }: PaperCase): ListedPaper[] {
  const group = textOrNull(TRUONGHOP);
  return (GIAYTO ?? []).flatMap(({ TENGIAYTO, TENMAUDON, SOBANCHINH, SOBANSAO }) => {
    const name = cleanLine(TENGIAYTO);
    if (name === "") return [];
    const copies = [
      /^\d+$/.test(SOBANCHINH.trim()) ? `${SOBANCHINH.trim()} bản chính` : "",
      /^\d+$/.test(SOBANSAO.trim()) ? `${SOBANSAO.trim()} bản sao` : "",
    ];
    const told = copies.filter((each) => each !== "").join(", ");
    return [{ name, form: textOrNull(TENMAUDON), copies: textOrNull(told), group }];
  });
}

function joined<Item>(
  items: readonly Item[] | null | undefined,
  textOf: (item: Item) => string,
): string | undefined {
  return linesOf(items, textOf)?.join(", ");
}

/** The texts that are not empty; undefined if there are none. */
function linesOf<Item>(
  items: readonly Item[] | null | undefined,
  textOf: (item: Item) => string,
): string[] | undefined {
  const lines = (items ?? []).map((item) => cleanLine(textOf(item))).filter((line) => line !== "");
  return lines.length === 0 ? undefined : lines;
}

function textOrNull(raw: string): string | null {
  const line = cleanLine(raw);
  return line === "" ? null : line;
}
