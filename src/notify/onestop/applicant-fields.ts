import { z } from "zod";
import { readBirthYear, readIdentityTail } from "../../catalog/dossiers/applicant-numbers.ts";

/**
 * The applicant's numbers, of which only what a proof needs is read. Not every system sends them, and each in a form of its own:
 * one that cannot be read is left out, and its dossier is taken all the same.
 */

const lenientText = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);

export const applicantFields = {
  /** "2" is a business, whose number everybody can look up. */
  LoaiDoiTuong: lenientText,
  SoGiayToChuHoSo: lenientText,
  DinhDanhCHS: z
    .array(z.object({ SoDinhDanh: lenientText }))
    .nullish()
    .catch(null),
  NgaySinhChuHoSo: lenientText,
};

const applicant = z.object(applicantFields);
const business = "2";

export function readApplicant(
  { LoaiDoiTuong, SoGiayToChuHoSo, DinhDanhCHS, NgaySinhChuHoSo }: z.infer<typeof applicant>,
  now: Date,
): { readonly birthYear: string | null; readonly identityTail: string | null } {
  const numbers = [SoGiayToChuHoSo, ...(DinhDanhCHS ?? []).map(({ SoDinhDanh }) => SoDinhDanh)];
  const tails = numbers.map((number) => readIdentityTail(number ?? ""));
  return {
    birthYear: readBirthYear(NgaySinhChuHoSo ?? "", now),
    identityTail: LoaiDoiTuong === business ? null : (tails.find((tail) => tail !== null) ?? null),
  };
}
