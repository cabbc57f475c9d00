import type { ContactBook, Hotline } from "../contacts-schema.ts";
import type { HelpPoint, Province, Ward } from "../schema.ts";

/** A number that a resident may call, and whose it is. */
export interface NumberToCall {
  readonly phone: string;
  /** What to dial after the number, such as "7, 8". */
  readonly extension: string | null;
  /** "line" is the number of the service's operator. */
  readonly of: "point" | "ward" | "province" | "line" | "country";
  /** The name of the point or province that has it; null where `of` says all. */
  readonly name: string | null;
  /** Whether its source is weak, so that it may no longer be right. */
  readonly isDoubtful: boolean;
}

/** The numbers to call about a place. Each query prefers the nearest office: the point's, then the ward's, then the province's. */
export interface PhoneBook {
  ofPoint(point: HelpPoint): NumberToCall | null;
  ofWard(code: string): NumberToCall | null;
  ofProvince(code: string): NumberToCall | null;
  /** The police of a ward, who answer only about residence and identity cards. */
  ofPolice(ward: string): NumberToCall | null;
  readonly country: NumberToCall | null;
}

export function buildPhoneBook(
  points: readonly HelpPoint[],
  { hotlines, wardPhones }: ContactBook,
  wards: readonly Ward[],
  provinces: readonly Province[],
): PhoneBook {
  const provinceNames = new Map(provinces.map(({ code, name }) => [code, name]));
  const provinceCodes = new Map(provinces.map(({ code, name }) => [name, code]));
  const provinceOfWard = new Map(wards.map((ward) => [ward.code, ward.province_code]));
  const wardNames = new Map(wards.map(({ code, name }) => [code, name]));
  const offices = Map.groupBy(points.filter(answersForItsWard), ({ ward_code }) => ward_code);

  const ofProvince = (code: string) => {
    const line = hotlines.find(({ province_code }) => province_code === code);
    return line === undefined ? null : toNumber(line, "province", provinceNames.get(code) ?? null);
  };
  const ofWardItself = (code: string): NumberToCall | null => {
    const [office] = offices.get(code) ?? [];
    if (office !== undefined) return ownNumber(office, "ward");
    const line = wardPhones.find(({ ward_code, kind }) => ward_code === code && kind !== "police");
    const name = wardNames.get(code) ?? null;
    return line === undefined ? null : toNumber({ extension: null, ...line }, "ward", name);
  };
  const country = hotlines.find(({ province_code }) => province_code === null);
  return {
    ofPoint: (point) => {
      const { ward_code: ward, province } = point;
      return (
        ownNumber(point, "point") ??
        (ward === null ? null : ofWardItself(ward)) ??
        ofProvince(provinceCodes.get(province) ?? "")
      );
    },
    ofWard: (code) => ofWardItself(code) ?? ofProvince(provinceOfWard.get(code) ?? ""),
    ofProvince,
    ofPolice: (ward) => {
      const line = wardPhones.find(
        ({ ward_code, kind }) => ward_code === ward && kind === "police",
      );
      const name = wardNames.get(ward) ?? null;
      return line === undefined ? null : toNumber({ extension: null, ...line }, "ward", name);
    },
    country: country === undefined ? null : toNumber(country, "country", null),
  };
}

/** A help point's number is that of the neighbours who keep it, and no number to give for another point. */
function answersForItsWard({ kind, status, phone, phone_source: source }: HelpPoint): boolean {
  const isOffice = kind !== "help_point" && source?.kind !== "province_hotline";
  return isOffice && status === "active" && phone !== null;
}

function ownNumber(
  { name, phone, phone_source: source }: HelpPoint,
  of: "point" | "ward",
): NumberToCall | null {
  if (phone === null) return null;
  return { phone, extension: null, of, name, isDoubtful: source?.strength === "weak" };
}

function toNumber(
  { phone, extension, strength }: Pick<Hotline, "phone" | "extension" | "strength">,
  of: NumberToCall["of"],
  name: string | null,
): NumberToCall {
  return { phone, extension, of, name, isDoubtful: strength === "weak" };
}
