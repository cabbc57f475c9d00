import { blankPoint } from "../points/blank-point.ts";
import type { HelpPoint, Ward } from "../schema.ts";
import { fold } from "../text/fold.ts";
import type { KnownRecords } from "./known-records.ts";
import type { ImportFault, StatedPoint } from "./reading.ts";

/** A service of one word in plain letters is a procedure's id; other text only describes. */
const procedureId = /^[\x21-\x7e]+$/;

/** Returns the whole record: what is stated over what is known. A ward's code gives its name and province, and the other way round. */
export function completePoint(
  stated: StatedPoint,
  present: HelpPoint | null,
  known: KnownRecords,
): HelpPoint {
  const was = present ?? blankPoint({ id: stated.id, name: "" });
  const merged = { ...was, ...withoutKnownPlace(stated, present) };
  if (stated.ward === undefined && stated.ward_code === undefined) return merged;
  const isMoved = stated.ward !== undefined && stated.ward_code === undefined;
  const ward = isMoved
    ? findWard(merged, known)
    : (known.wards.get(merged.ward_code ?? "") ?? null);
  if (ward === null) return { ...merged, ward_code: isMoved ? null : merged.ward_code };
  const province = [...known.provinces.values()].find(({ code }) => code === ward.province_code);
  return {
    ...merged,
    ward: ward.name,
    ward_code: ward.code,
    province: stated.province ?? province?.name ?? merged.province,
  };
}

/** A table says nothing of how exact the coordinates are: if they are the known ones, what is known of them stays. */
function withoutKnownPlace(stated: StatedPoint, present: HelpPoint | null): StatedPoint {
  if (present === null || stated.lat !== present.lat || stated.lon !== present.lon) return stated;
  const { precision: _precision, coord_source: _source, ...others } = stated;
  return others;
}

function findWard({ ward, province }: HelpPoint, { wards, provinces }: KnownRecords): Ward | null {
  const name = fold(ward ?? "");
  const code = provinces.get(province)?.code;
  const found = [...wards.values()].filter(
    (each) =>
      (code === undefined || each.province_code === code) &&
      (fold(each.name) === name || fold(each.short) === name),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What the catalogue would refuse of the point. */
export function findPointFaults(
  row: number,
  { name, province, ward, ward_code, services, kind, opening_hours }: HelpPoint,
  known: KnownRecords,
): ImportFault[] {
  const faults: ImportFault[] = [];
  const fault = (field: string, reason: string, remedy: string) =>
    faults.push({ row, field, reason, remedy });
  if (name === "") fault("name", "điểm mới chưa có tên", "ghi cột Tên điểm");
  const known_province = known.provinces.get(province);
  if (known_province === undefined) {
    const reason =
      province === "" ? "thiếu tỉnh, thành phố" : `không có “${province.slice(0, 60)}”`;
    fault("province", reason, "ghi tên đầy đủ, như Thành phố Hồ Chí Minh");
  }
  const found = ward_code === null ? undefined : known.wards.get(ward_code);
  if (ward_code !== null && found === undefined) {
    fault(
      "ward_code",
      `không có phường, xã mang mã ${ward_code.slice(0, 20)}`,
      "ghi mã sau 01/7/2025",
    );
  } else if (found !== undefined && known_province !== undefined) {
    if (found.province_code !== known_province.code) {
      fault("ward_code", `${found.name} không thuộc ${province}`, "sửa mã phường, xã hoặc tỉnh");
    }
  } else if (ward_code === null && ward !== null) {
    fault("ward", `không có, hoặc có nhiều “${ward.slice(0, 60)}”`, "ghi thêm cột Mã phường xã");
  }
  for (const service of services ?? []) {
    if (!procedureId.test(service) || known.procedureIds.has(service)) continue;
    fault(
      "services",
      `không có thủ tục “${service.slice(0, 60)}”`,
      "ghi mã thủ tục của catalogue, hoặc mô tả bằng lời",
    );
  }
  if (kind === "visiting_team" && opening_hours !== null) {
    fault("opening_hours", "tổ lưu động không có giờ hằng tuần", "bỏ trống giờ làm việc");
  }
  return faults;
}
